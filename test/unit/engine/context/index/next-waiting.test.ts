import assert from 'node:assert/strict';
import { openIndex } from '../../../../fixtures/context/open-index.ts';

describe('the files whose code is still to be read', () => {
  it('come with product files first, however many tests there are', async () => {
    const index = await openIndex();
    try {
      const put = (path: string) => index.putText(path, { size: 9, mtimeMs: 1, ctimeMs: 1, text: `// ${path}\n` });
      index.transaction(() => {
        for (let n = 0; n < 50; n++) put(`pkg/a/test/fixtures/f${n}.js`);
        put('pkg/a/src/index.js');
        put('pkg/z/src/index.js');
      });
      assert.equal(index.waiting(), 52);
      assert.equal(index.waitingProduct(), 2);
      assert.deepEqual(index.nextWaiting(3, new Set(['pkg/z/src/index.js'])), [
        'pkg/a/src/index.js',
        'pkg/a/test/fixtures/f0.js',
        'pkg/a/test/fixtures/f1.js',
      ]);
      index.transaction(() => index.putCode('pkg/a/src/index.js', { definitions: [], imports: [], by: 'grammar' }));
      assert.equal(index.waitingProduct(), 1);
      assert.equal(index.waiting(), 51);
    } finally {
      index.close();
    }
  });
});
