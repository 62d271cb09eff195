import { basename } from 'node:path';
import { keyVariable, OPENAI_KEY } from '../engine/backends/openai/setting-names.ts';
import { WorkspaceFolders } from '../engine/domain/workspace-folders.ts';
import type { Log } from '../engine/ports/log.ts';
import { createNodeEngine, type NodeEngine } from '../node/create-node-engine.ts';
import { dataFolder, dataRoot } from '../node/data-folder.ts';
import { distFolder } from './dist-folder.ts';
import type { CliOptions } from './options.ts';

/** An engine on `--root`, which stands still for it: a one-shot command reads the files once, at its start. */
export function openEngine({ root, data, settings }: CliOptions): NodeEngine {
  return createNodeEngine({
    dataFolder: data ?? dataFolder(root),
    sharedFolder: data ?? dataRoot(),
    distFolder: distFolder(),
    workspace: {
      folders: WorkspaceFolders.only(root),
      name: basename(root),
      trusted: true,
      generation: () => 1,
      onDidChange: () => ({ dispose() {} }),
    },
    secrets: { get: async (name) => keyFor(name) },
    log: stderrLog,
    settings,
    settled: true,
  });
}

/** The key of one endpoint goes to no other. */
function keyFor(name: string): string | undefined {
  const { env } = process;
  if (name === OPENAI_KEY) return env.WEE_OPENAI_KEY ?? env.OPENAI_API_KEY;
  return env[keyVariable(name)];
}

const stderrLog: Log = {
  debug() {},
  info() {},
  warn: (message) => process.stderr.write(`wee: ${message}\n`),
  error: (message, error) =>
    process.stderr.write(`wee: ${message}${error instanceof Error ? `: ${error.message}` : ''}\n`),
};
