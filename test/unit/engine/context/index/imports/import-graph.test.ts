import assert from 'node:assert/strict';
import { openIndex } from '../../../../../fixtures/context/open-index.ts';

/** Writes files that import so. */
const putInto =
  (index: Awaited<ReturnType<typeof openIndex>>) =>
  (path: string, imports: readonly string[]): void =>
    index.transaction(() => {
      index.putText(path, { size: 9, mtimeMs: 1, ctimeMs: 1, text: `// ${imports}\n` });
      const rows = imports.map((specifier, at) => ({ line: at + 1, specifier, names: [] }));
      index.putCode(path, { definitions: [], imports: rows, by: 'grammar' });
    });

describe('the imports of all files', () => {
  it('are one list until a file changes, so that what is worked out of them can be kept by it', async () => {
    const index = await openIndex();
    const put = putInto(index);
    try {
      put('a.ts', ['./b']);
      put('b.ts', []);
      const { graph } = index.imports;
      const all = graph.all();
      assert.deepEqual(all, [{ from: 'a.ts', line: 1, specifier: './b', to: 'b.ts' }]);
      assert.equal(graph.all(), all);
      put('b.ts', ['./a']);
      assert.deepEqual(
        graph.all().map(({ from, to }) => [from, to]),
        [
          ['a.ts', 'b.ts'],
          ['b.ts', 'a.ts'],
        ],
      );
    } finally {
      index.close();
    }
  });

  it('follow a file that comes to lie where a convention looks, and one that goes', async () => {
    const index = await openIndex();
    const put = putInto(index);
    const meant = (): readonly (string | undefined)[] => index.imports.graph.all().map(({ to }) => to);
    try {
      put('src/a.rs', ['crate::cart::Cart']);
      put('src/b.rs', ['crate::cart::Cart']);
      put('src/lib.rs', []);
      assert.deepEqual(meant(), ['src/lib.rs', 'src/lib.rs']);
      put('src/cart.rs', []);
      assert.deepEqual(meant(), ['src/cart.rs', 'src/cart.rs']);
      index.transaction(() => index.remove('src/cart.rs'));
      assert.deepEqual(meant(), ['src/lib.rs', 'src/lib.rs']);
    } finally {
      index.close();
    }
  });
});
