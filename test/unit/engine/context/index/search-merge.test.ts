import assert from 'node:assert/strict';
import { openIndex } from '../../../../fixtures/context/open-index.ts';

describe('the parts of the search tables', () => {
  it('are put together, and a search finds the same as before, also what comes and goes meanwhile', async () => {
    const index = await openIndex();
    try {
      const put = (n: number, text: string): void =>
        index.transaction(() => {
          index.putText(`src/${n}.ts`, { size: text.length, mtimeMs: n, ctimeMs: n, text });
        });
      for (let n = 0; n < 40; n++) put(n, `export const basket${n} = stock(${n % 7});\n`);
      const found = (): unknown[] => [index.search.filesWith('stock', 100), index.search.frequency('stock')];
      const before = found();
      assert.deepEqual(before[1], 40);
      let steps = 0;
      while (!index.merge()) steps++;
      assert.ok(steps > 0, 'there was something to merge');
      assert.deepEqual(found(), before);
      assert.ok(index.merge(), 'nothing is left to merge');

      put(3, 'export const word = 1;\n');
      for (let n = 40; n < 60; n++) put(n, `export const basket${n} = stock(${n});\n`);
      while (!index.merge()) assert.equal(index.search.filesWith('stock', 100).length, 59);
      assert.equal(index.search.frequency('stock'), 59);
      assert.deepEqual(index.search.filesWith('word', 5), ['src/3.ts']);
    } finally {
      index.close();
    }
  });
});
