import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isRunnable, TestNames } from '../../../../../../src/engine/agents/skills/evidence/test-names.ts';
import { testStem } from '../../../../../../src/engine/agents/skills/evidence/test-stem.ts';
import type { FileFacts } from '../../../../../../src/engine/domain/project-view.ts';

describe('the names of tests', () => {
  it('are found by their words, whole and but for one at either end', () => {
    const word = fc.constantFrom('cart', 'price', 'shop', 'test', 'Order');
    const path = fc
      .tuple(fc.array(word, { minLength: 1, maxLength: 4 }), fc.constantFrom('.js', '.py', '.go', '.md'))
      .map(([words, ending]) => `test/${words.join('-')}${ending}`);
    fc.assert(
      fc.property(fc.uniqueArray(path), fc.array(word, { minLength: 1, maxLength: 3 }), (paths, asked) => {
        const tests = paths
          .sort()
          .map((one): FileFacts => ({ path: one, language: 'text', kind: 'test', bytes: 1, lines: 1 }));
        const names = new TestNames(tests);
        const stem = testStem(`src/${asked.join('_')}.js`);
        const all = stem.join(' ');
        const run = paths.filter(isRunnable);
        const isPart = (one: string): boolean =>
          testStem(one).slice(1).join(' ') === all || testStem(one).slice(0, -1).join(' ') === all;
        assert.deepEqual(
          names.named(stem),
          run.filter((one) => testStem(one).join(' ') === all),
        );
        assert.deepEqual(names.namedForMore(stem), run.filter(isPart));
      }),
    );
  });
});
