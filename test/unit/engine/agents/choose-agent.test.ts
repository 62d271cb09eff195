import assert from 'node:assert/strict';
import fc from 'fast-check';
import { chooseAgent } from '../../../../src/engine/agents/choose-agent.ts';
import { roster } from '../../../../src/engine/agents/roster.ts';

/** Questions as developers put them, and who should answer. */
const QUESTIONS: Readonly<Record<string, readonly string[]>> = {
  alex: [
    'give me an overview of this repository',
    'what does this project do?',
    'where do I start reading?',
    'explain how a request travels through the system',
    'I am new here, what should I read?',
    'make a plan for the migration to ESM',
    'how does this codebase work?',
    'summarize what happened in src/billing',
    'walk me through the checkout flow',
    'hello',
  ],
  sherlock: [
    'where is the default answer of a mock decided?',
    'why does res.redirect drop the query string?',
    'the login crashes after the second attempt',
    'TypeError: Cannot read properties of undefined (reading "id")',
    'TypeError: x is not a function\n    at handle (/srv/app/lib/router.js:12:7)',
    'Traceback (most recent call last):\n  File "/srv/app.py", line 3, in main\nKeyError',
    "thread 'main' panicked at src/main.rs:10:5",
    'what causes the memory leak in the worker?',
    'users are logged out randomly, find the bug',
    'since the last release the date is wrong by one day, a regression?',
    'the upload hangs when the file is empty',
    'why is the cache never hit?',
    'after the upgrade the build fails with exit code 1',
  ],
  leonardo: [
    'is the module structure of lib sensible?',
    'how should I refactor the router?',
    'are there import cycles around reply?',
    'what depends on utils.js?',
    'how can I decouple the mailer from the database?',
    'which architecture does this follow?',
    'should this class be split?',
    'what is the coupling between cart and checkout?',
    'judge the layering of this package',
    'is this abstraction worth it?',
  ],
  edison: [
    'add an option to res.cookie for partitioned cookies',
    'implement rate-limit headers in the response',
    'how do I add a new endpoint for invoices?',
    'write a function that parses semver ranges',
    'create a middleware that logs the body',
    'generate a client for this API',
    'extend the parser to support YAML',
    'how can I implement pagination here?',
    'can you add dark mode to the settings page',
    'build a command that lists stale branches',
  ],
  maya: [
    'is the readme still true?',
    'which exported functions lack documentation?',
    'is this form accessible to screen readers?',
    'propose better names for these variables',
    'are the error messages helpful?',
    'review the wording of the onboarding dialog',
    'where are doc comments missing?',
    'do the icons have aria labels?',
    'improve the UX of the empty state',
    'rename this function so that people understand it',
  ],
  vince: [
    'is the session cookie secure?',
    'is there a SQL injection in the search?',
    'what makes the start-up slow?',
    'how is this deployed to production?',
    'check the CI pipeline for problems',
    'reduce the latency of the feed',
    'does anything here block the event loop under load?',
    'are there hard-coded secrets?',
    'how can the docker image be smaller?',
    'what is the throughput of the queue worker, and how do I optimise it?',
    'do we have vulnerable dependencies?',
  ],
  marie: [
    'which tests cover res.redirect?',
    'is the digest auth covered by tests?',
    'write a test for the parser',
    'what is the coverage of lib/view.js?',
    'which tests are flaky?',
    'how do I run the tests of one package?',
    'how do I mock the clock here?',
    'what is untested in the payment module?',
    'verify that the migration keeps all data',
    'add a benchmark for the tokenizer',
  ],
};

describe('the choice of an agent', () => {
  for (const [agent, questions] of Object.entries(QUESTIONS)) {
    for (const text of questions) {
      it(`gives “${text.split('\n').at(-1)}” to ${agent}`, () => {
        const chosen = chooseAgent({ agent: 'auto', text });
        assert.equal(chosen.agent.id, agent, chosen.reason);
      });
    }
  }

  it('gives a question with diagnostics in focus to sherlock', () => {
    const diagnostics = [{ path: 'a.ts', line: 1, severity: 'error', message: 'no' }] as const;
    const { agent, reason } = chooseAgent({ agent: 'auto', text: 'what now?', focus: { path: 'a.ts', diagnostics } });
    assert.equal(agent.id, 'sherlock');
    assert.match(reason, /diagnostics/);
  });

  it('names somebody for any text, and the same one each time', () => {
    const ids = new Set(roster.map(({ id }) => id));
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const first = chooseAgent({ agent: 'auto', text }).agent.id;
        assert.ok(ids.has(first));
        assert.equal(chooseAgent({ agent: 'auto', text }).agent.id, first);
      }),
    );
  });
});
