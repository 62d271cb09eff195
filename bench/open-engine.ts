import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { defaultSettings } from '../src/engine/domain/settings.ts';
import { WorkspaceFolders } from '../src/engine/domain/workspace-folders.ts';
import { silentLog } from '../src/engine/ports/log.ts';
import { noSecrets } from '../src/engine/ports/secrets.ts';
import { createNodeEngine, type NodeEngine } from '../src/node/create-node-engine.ts';

/** The product's engine on a folder, with fresh databases, built bundles and a generation that only `touch` raises. */
export function openEngine(folder: string): NodeEngine & { touch(): void; indexPath: string } {
  let generation = 1;
  const dataFolder = mkdtempSync(join(tmpdir(), 'wee-bench-data-'));
  const opened = createNodeEngine({
    dataFolder,
    sharedFolder: dataFolder,
    distFolder: resolve('dist'),
    workspace: {
      folders: WorkspaceFolders.only(folder),
      name: basename(folder),
      trusted: true,
      generation: () => generation,
      onDidChange: () => ({ dispose() {} }),
    },
    secrets: noSecrets,
    log: silentLog,
    settings: defaultSettings,
  });
  return { ...opened, touch: () => generation++, indexPath: join(dataFolder, 'index.db') };
}
