import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { nativeBinding } from '../../../src/node/native-binding.ts';
import type { FromWorker, Start, ToWorker } from '../../../src/worker/protocol.ts';
import { TestWorkspace } from '../../fixtures/workspace.ts';

describe('the index process, where nobody is left', () => {
  let workspace: TestWorkspace;
  let child: ChildProcess;

  const tell = (message: Start | ToWorker): boolean => child.send(message);
  beforeEach(async () => {
    workspace = new TestWorkspace();
    workspace.write('lib/apple.ts', 'export const apple = 1;\n');
    child = fork(join(import.meta.dirname, '../../../src/worker/main.ts'), { serialization: 'advanced' });
    tell({
      settings: {
        folders: [{ path: workspace.folder, name: 'project', exclude: [] }],
        indexPath: join(workspace.data, 'index.db'),
        binding: nativeBinding('dist'),
        grammars: undefined,
        trusted: true,
        embeddings: undefined,
        settled: true,
      },
    });
    tell({ type: 'status', id: 1 });
    for (let at: FromWorker['type'] | undefined; at !== 'status'; )
      at = ((await once(child, 'message')) as [FromWorker])[0].type;
  });
  afterEach(() => {
    child.kill('SIGKILL');
    workspace.remove();
  });

  it('ends at once', async () => {
    child.disconnect();
    assert.deepEqual(await once(child, 'exit'), [0, null]);
  });

  it('ends when it was told to close its index before, too', async () => {
    tell({ type: 'close' });
    child.disconnect();
    assert.deepEqual(await once(child, 'exit'), [0, null]);
  });
});
