import assert from 'node:assert/strict';
import { explainMiss } from '../../../../../src/engine/coordinator/explain/explain-miss.ts';
import type { Ingredients } from '../../../../../src/engine/domain/context/ingredients.ts';

const before: Ingredients = {
  answerClass: 'm/1',
  agent: 'a',
  budget: 8_000,
  files: [
    ['a.ts', 'shown a', 'whole a'],
    ['b.ts', 'shown b', 'whole b'],
  ],
  project: 'p',
  dependencies: 'd',
  changes: 'c',
  findings: 'f',
};
const files = (...prints: readonly [string, string, string][]): Partial<Ingredients> => ({ files: prints });
const [a, b] = before.files as readonly [string, string, string][];
assert.ok(a !== undefined && b !== undefined);

describe('Why an answer no longer stands', () => {
  for (const [name, change, reason] of [
    ['nothing differs', {}, 'not in the cache'],
    ['another model answers', { answerClass: 'm/2' }, 'the model changed: m/1 → m/2'],
    ['the agent is defined anew', { agent: 'x' }, 'the definition of the agent changed'],
    ['the budget is another', { budget: 4_000 }, 'wee.context.budgetTokens changed: 8000 → 4000'],
    ['a file changed', files(a, ['b.ts', 'other', 'other']), 'changed: b.ts'],
    [
      'a file changed, and so what is shown of another',
      files(['a.ts', 'x', 'whole a'], ['b.ts', 'x', 'x']),
      'changed: b.ts',
    ],
    ['a file came', files(a, b, ['c.ts', 'c', 'c']), 'now relevant: c.ts'],
    ['a file went', files(a), 'no longer relevant: b.ts'],
    ['only other lines are shown', files(['a.ts', 'x', 'whole a'], b), 'other lines matter now: a.ts'],
    ['a file changed where nobody looked', files(['a.ts', 'shown a', 'x'], b), 'not in the cache'],
    ['commits came', { changes: 'x' }, 'new commits in its files'],
    ['a library has another version', { dependencies: 'x' }, 'dependencies changed'],
    ['the project has another name', { project: 'x' }, 'the project’s name, languages or framework changed'],
    ['a skill found other things', { findings: 'x' }, 'findings changed'],
  ] as const) {
    it(`says so when ${name}`, () => assert.equal(explainMiss(before, { ...before, ...change }), reason));
  }
  it('says that it was never asked', () => assert.equal(explainMiss(undefined, before), 'first asked'));
  it('names three files and counts the others', () => {
    const many = ['c', 'd', 'e', 'f', 'g'].map((path): [string, string, string] => [path, 'x', 'x']);
    assert.equal(explainMiss(before, { ...before, files: [a, b, ...many] }), 'now relevant: c, d, e and 2 more');
  });
});
