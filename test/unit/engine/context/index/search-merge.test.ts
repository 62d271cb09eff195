import assert from 'node:assert/strict';
import { FileIndex } from '../../../../../src/engine/context/index/file-index.ts';
import { openIndex } from '../../../../fixtures/context/open-index.ts';
import { openIndexDatabase } from '../../../../fixtures/context/open-index-database.ts';

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

  it('become one when a tenth has come, and stay apart while it is less', async () => {
    const database = await openIndexDatabase();
    const index = new FileIndex(database);
    const parts = (): unknown => database.prepare('SELECT count(DISTINCT segid) AS parts FROM chunks_idx').get()?.parts;
    const put = (from: number, count: number): void =>
      index.transaction(() => {
        for (let n = from; n < from + count; n++) {
          const text = Array.from({ length: 400 }, (_, at) => `word${n}x${at}`).join(' ');
          index.putText(`src/${n}.ts`, { size: text.length, mtimeMs: n, ctimeMs: n, text });
        }
      });
    const merge = (): void => {
      while (!index.merge());
    };
    try {
      put(0, 100);
      put(100, 100);
      merge();
      assert.equal(parts(), 1, 'the first time all become one');
      put(200, 3);
      merge();
      assert.equal(parts(), 2, 'a few files are no reason to write all of it');
      put(210, 40);
      merge();
      assert.equal(parts(), 1);
    } finally {
      index.close();
    }
  });
});
