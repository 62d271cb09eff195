import assert from 'node:assert/strict';
import { openCompressor } from '../../../../fixtures/context/open-compressor.ts';
import { TestWorkspace } from '../../../../fixtures/workspace.ts';

describe('a file in which the index found no secret', () => {
  it('is looked through again where its text is another, though nobody told of the change', async () => {
    const workspace = new TestWorkspace();
    const key = `ghp_${'a1B2'.repeat(9)}`;
    const seen: (string | undefined)[] = [];
    try {
      workspace.write('tea.ts', 'export const tea = 1;\n');
      workspace.write('coffee.ts', 'export const coffee = 1;\n');
      const { compressor, ask, index } = await openCompressor(workspace.folder, {
        runSkills: (_ids, { view }) => {
          seen.push(view.read('coffee.ts'));
          return [];
        },
      });
      await compressor.sync(() => {});
      await ask({ agent: 'alex', text: 'tea' });
      workspace.write('coffee.ts', `export const coffee = '${key}';\n`);
      await ask({ agent: 'alex', text: 'tea' });
      assert.deepEqual(seen, ['export const coffee = 1;\n', "export const coffee = '[redacted]';\n"]);
      assert.equal(index.entry('coffee.ts')?.clean, true);
      index.close();
    } finally {
      workspace.remove();
    }
  });
});
