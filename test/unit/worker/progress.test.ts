import type { Engine } from '../../../src/engine/coordinator/engine.ts';
import type { IndexProgress } from '../../../src/engine/ports/context-source.ts';
import { watchIndex } from '../../../src/vscode/watch-index.ts';
import type { IndexService } from '../../../src/worker/index-service.ts';
import { openIndexService } from '../../fixtures/worker/open-index-service.ts';
import { TestWorkspace } from '../../fixtures/workspace.ts';

describe('who watches the index process', () => {
  const workspace = new TestWorkspace();
  let service: IndexService;
  let tell = (_: IndexProgress): void => {};
  const open = (): void => {
    service = openIndexService(workspace, { onProgress: (progress) => tell(progress) });
  };
  /** Resolves once the view says so. */
  const shows = (state: string): Promise<void> =>
    new Promise((resolve) => {
      const engine: Partial<Engine> = {
        indexStatus: () => service.status(),
        onIndexProgress: (listener) => {
          tell = listener;
          return { dispose() {} };
        },
      };
      const index = watchIndex(engine as Engine, () => {
        if (index.view.state !== state) return;
        index.dispose();
        resolve();
      });
    });

  afterEach(() => service.close());
  after(() => workspace.remove());

  it('hears of the end also where there is no file', async () => {
    const ready = shows('ready');
    open();
    await ready;
  });

  it('hears of the end when several changes come at once and bring nothing to parse', async () => {
    workspace.write('notes.txt', 'apple\n');
    open();
    const ready = shows('ready');
    service.changed('all');
    service.changed(['notes.txt']);
    service.changed('all');
    await ready;
  });
});
