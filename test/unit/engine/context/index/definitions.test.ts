import assert from 'node:assert/strict';
import { openIndex } from '../../../../fixtures/context/open-index.ts';

describe('definitions in the index', () => {
  it('come back with the line of their name, and the one where their doc comment begins', async () => {
    const index = await openIndex();
    try {
      index.transaction(() => {
        index.putText('a.go', { size: 9, mtimeMs: 1, ctimeMs: 1, text: '// A is it.\nfunc A() {}\n' });
        index.putCode('a.go', {
          definitions: [
            {
              name: 'A',
              kind: 'function',
              line: 2,
              firstLine: 1,
              endLine: 3,
              exported: true,
              documented: true,
              signature: 'func A()',
            },
          ],
          imports: [],
          by: 'grammar',
        });
      });
      const [found] = index.definitions.of({ path: 'a.go' });
      assert.deepEqual([found?.firstLine, found?.line, found?.endLine], [1, 2, 3]);
    } finally {
      index.close();
    }
  });
});
