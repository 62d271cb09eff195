import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findAgent } from '../../../../../src/engine/agents/find-agent.ts';
import { roster } from '../../../../../src/engine/agents/roster.ts';
import { skills } from '../../../../../src/engine/agents/skills/registry.ts';
import { runSkills } from '../../../../../src/engine/agents/skills/run-skills.ts';
import type { Finding } from '../../../../../src/engine/domain/finding.ts';
import { limits } from '../../../../../src/engine/limits.ts';
import { silentLog } from '../../../../../src/engine/ports/log.ts';
import { memoryView } from '../../../../fixtures/project-view/memory-view.ts';
import { shop } from '../../../../fixtures/project-view/shop.ts';

function ask(agent: string, text: string, chosen: readonly string[], files = shop): readonly Finding[] {
  return runSkills(findAgent(agent).skills, { question: { agent, text }, view: memoryView(files), chosen }, silentLog);
}
const titles = (found: readonly Finding[]): string => found.map(({ title }) => title).join('\n');
const LIB = ['lib/pricing.js', 'lib/rates.js', 'lib/mail.js'];

describe('the findings of', () => {
  it('every agent come from skills that exist', () => {
    for (const { skills: ids } of roster) {
      assert.ok(ids.length >= 2);
      for (const id of ids) assert.equal(skills.get(id)?.id, id);
    }
  });

  it('sherlock begin with the definition that fits the symptom', () => {
    const [first] = ask('sherlock', 'why is the discount of a price wrong?', LIB);
    assert.match(first?.title ?? '', /`applyDiscount`.*`lib\/pricing\.js`/);
    assert.deepEqual(first?.sources[0], { path: 'lib/pricing.js', line: 7, endLine: 10 });
  });

  it('sherlock begin with the frame where there is a stack trace', () => {
    const [first] = ask('sherlock', 'crash\n    at applyDiscount (/srv/shop/lib/pricing.js:9:3)', LIB);
    assert.match(first?.title ?? '', /innermost frame.*`lib\/pricing\.js:9` in `applyDiscount`/);
    assert.match(first?.detail ?? '', /price \/ percent/);
  });

  it('leonardo name an import cycle, and say so when asked and there is none', () => {
    assert.match(titles(ask('leonardo', 'any cycles?', LIB)), /cycle: `lib\/pricing\.js` → `lib\/rates\.js`/);
    assert.match(
      titles(ask('leonardo', 'any cycles?', ['lib/mail.js'])),
      /no cycles between packages and no import cycles in `lib\/mail\.js`/,
    );
    assert.doesNotMatch(titles(ask('leonardo', 'is this good?', ['lib/mail.js'])), /no import cycle/);
  });

  it('edison put a change beside what is nearest to it', () => {
    const [first] = ask('edison', 'add rounding to formatPrice', LIB);
    assert.match(first?.title ?? '', /belongs in `lib\/pricing\.js`, beside `formatPrice`/);
    assert.match(titles(ask('edison', 'add rounding to formatPrice', LIB)), /tests are in `test\/pricing\.test\.js`/);
  });

  it('maya take a comment above an empty line for documentation', () => {
    const found = titles(ask('maya', 'is this documented?', LIB));
    assert.match(found, /`lib\/pricing\.js` exports without documentation: `formatPrice`$/m);
    assert.doesNotMatch(found, /documentation:.*`applyDiscount`/);
  });

  it('maya point at messages that only say that something is bad', () => {
    const found = ask('maya', 'are the messages helpful?', LIB).filter(
      ({ skill }) => skill === 'messages-without-remedy',
    );
    assert.deepEqual(
      found.flatMap(({ sources }) => sources),
      [{ path: 'lib/pricing.js', line: 8 }],
    );
  });

  it('vince name blocking and risky calls with the function they stand in', () => {
    const found = titles(ask('vince', 'is this fast and secure?', LIB));
    assert.match(found, /`readRates` blocks its thread at `lib\/rates\.js:5`/);
    assert.match(found, /`lib\/rates\.js:9` in `etag`: a weak hash/);
  });

  it('vince leave out what runs once, is harmless or is a comment', () => {
    const files = {
      'lib/a.js': "const text = fs.readFileSync('a')\n// eval(text)\nconst run = 'eval(x)'\n",
      'lib/b.py': 'def sign(x):\n    return hashlib.md5(x, usedforsecurity=False)\n',
    };
    const found = ask('vince', 'secure?', ['lib/a.js', 'lib/b.py'], files);
    assert.deepEqual(
      found.filter(({ title }) => !title.startsWith('I found no')),
      [],
    );
    assert.match(titles(found), /^I found no secrets in code and no risky calls in `lib\/a\.js`, `lib\/b\.py`$/);
  });

  it('maya tell what the documents say, and not what else was looked for', () => {
    const files = { ...shop, 'README.md': '# Shop\n\n## Security\n\nTell us of a hole in private.\n' };
    const found = ask('maya', 'what do the docs say about security?', ['README.md'], files);
    assert.deepEqual(titles(found), '`README.md:5` says under “Security”');
  });

  it('vince do not tell of what was asked but broadly and is not there beside what is', () => {
    const files = { 'lib/a.js': 'exports.run = (x) => eval(x)\n', 'package.json': '{"dependencies":{"a":"1.0.0"}}' };
    const asked = ask('vince', 'any vulnerabilities?', ['lib/a.js', 'package.json'], files);
    assert.match(titles(asked), /lib\/a\.js/);
    assert.doesNotMatch(titles(asked), /I found no[^\n]* risky dependencies/);
  });

  it('marie begin with the test that speaks of what is asked', () => {
    const found = ask('marie', 'which tests cover applyDiscount?', ['test/pricing.test.js', ...LIB]);
    assert.match(found[0]?.title ?? '', /`test\/pricing\.test\.js` has tests of this/);
    assert.equal(found[0]?.sources[0]?.line, 2);
    assert.match(titles(found), /Run them with `npx mocha test\/pricing\.test\.js`/);
    assert.match(titles(found), /No test is named for `lib\/mail\.js`/);
  });

  it('marie do not call a file untested whose exports a test uses', () => {
    const files = { ...shop, 'test/all.test.js': 'shop.sendMail("a")\n' };
    assert.doesNotMatch(titles(ask('marie', 'tests?', ['lib/mail.js'], files)), /No test/);
  });

  it('alex give the map and who to ask about what', () => {
    const found = titles(ask('alex', 'overview, and is it secure and tested?', LIB));
    assert.match(found, /shop is written in javascript; its code lies in `lib\/`/);
    assert.match(found, /Begin reading at `index\.js`/);
    assert.match(found, /@vince/);
    assert.match(found, /@marie/);
  });
});

describe('running skills', () => {
  it('logs a skill that fails and leaves it out', () => {
    const messages: string[] = [];
    const view = { ...memoryView(shop), definitions: () => assert.fail('broken index') };
    const log = { ...silentLog, error: (message: string) => void messages.push(message) };
    const input = { question: { agent: 'sherlock', text: 'x.js:1' }, view, chosen: LIB };
    assert.deepEqual(runSkills(['suspects', 'no-such-skill'], input, log), []);
    assert.match(messages.join(), /suspects failed/);
  });

  it('gives the same few findings for the same input, whatever the question and the names', () => {
    const name = fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }).filter((one) => !one.includes('\0'));
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), name, (text, odd) => {
        const files = { ...shop, [`lib/${odd}.js`]: `exports.discount = function () {}\n${text}` };
        for (const { id } of roster) {
          const found = ask(id, text, Object.keys(files), files);
          assert.ok(found.length <= limits.findings);
          assert.deepEqual(ask(id, text, Object.keys(files), files), found);
          for (const { title } of found) assert.doesNotMatch(title, /\n/);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('does not change its findings when a file elsewhere is edited', () => {
    for (const { id } of roster) {
      const before = ask(id, 'why is the discount wrong?', ['lib/pricing.js']);
      const files = { ...shop, 'lib/mail.js': `${shop['lib/mail.js']}\n// more\n` };
      assert.deepEqual(ask(id, 'why is the discount wrong?', ['lib/pricing.js'], files), before);
    }
  });
});
