import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Draft } from '../../../../../src/engine/coordinator/prompt/draft.ts';
import type { AgentDefinition } from '../../../../../src/engine/domain/agent.ts';
import { sealContext } from '../../../../../src/engine/domain/context/seal-context.ts';
import type { Question } from '../../../../../src/engine/domain/question.ts';
import { passwordLines, serviceTokens } from '../../../../fixtures/context/secrets.ts';

const agent = { id: 'alex', instructions: 'Be brief.' } as AgentDefinition;
const context = sealContext({
  project: { name: 'shop', languages: [] },
  files: [],
  ranking: [],
  dependencies: [],
  changes: [],
  findings: [],
  tokens: 4,
  budget: 100,
  redacted: 0,
});
const sent = (question: Partial<Question>): string =>
  new Draft(agent, { agent: 'alex', text: 'why?', ...question })
    .complete(context)
    .messages.map(({ content }) => content)
    .join('\n');

describe('a prompt', () => {
  it('carries no secret of what was typed, selected, reported or said before', () => {
    const planted = fc.oneof(
      passwordLines,
      serviceTokens.map((token): readonly [string, string] => [token, `it was ${token}.`]),
    );
    fc.assert(
      fc.property(planted, planted, planted, planted, (typed, selected, reported, said) => {
        const text = sent({
          text: `why does this fail?\n${typed[1]}`,
          focus: {
            path: 'lib/login.js',
            from: 3,
            text: `login();\n${selected[1]}`,
            diagnostics: [{ path: 'lib/login.js', line: 3, severity: 'error', message: `bad value\n${reported[1]}` }],
          },
          history: [{ role: 'user', text: `before\n${said[1]}` }],
        });
        for (const [secret] of [typed, selected, reported, said]) assert.ok(!text.includes(secret), text);
        assert.match(text, /why does this fail\?/);
        assert.match(text, /login\(\);/);
      }),
      { numRuns: 200 },
    );
  });

  it('has one cache key for each context, which begins as those of the same question do', () => {
    const of = (text: string) => new Draft(agent, { agent: 'alex', text }).digests('model/1');
    const [one, other] = [of('why?'), of('where?')];
    assert.equal(one.of('a'), of('why?').of('a'));
    assert.notEqual(one.of('a'), one.of('b'));
    assert.notEqual(one.place, other.place);
    for (const digest of [one.of('a'), one.of('b')]) assert.match(digest, new RegExp(`^${one.place}[0-9a-f]{59}$`));
    assert.notEqual(new Draft(agent, { agent: 'alex', text: 'why?' }).digests('model/2').of('a'), one.of('a'));
  });

  it('leaves out what is selected in a file of secrets', () => {
    const text = sent({ focus: { path: 'deploy/.env', from: 1, to: 1, text: 'PIN=1234' } });
    assert.doesNotMatch(text, /1234/);
    assert.match(text, /looking at deploy\/\.env:1/);
  });
});
