import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Log } from '../engine/ports/log.ts';
import { createNodeEngine, type NodeEngine } from '../node/create-node-engine.ts';
import { dataFolder } from '../node/data-folder.ts';
import type { CliOptions } from './options.ts';

/** An engine on `--root`. A one-shot command compresses anew each time: every question is a generation of its own. */
export function openEngine({ root, data, settings }: CliOptions): NodeEngine {
  let generation = 0;
  return createNodeEngine({
    dataFolder: data ?? dataFolder(root),
    distFolder: distFolder(),
    workspace: {
      folder: root,
      name: basename(root),
      trusted: true,
      generation: () => ++generation,
      onDidChange: () => ({ dispose() {} }),
    },
    secrets: { get: async () => process.env.WEE_OPENAI_KEY ?? process.env.OPENAI_API_KEY },
    log: stderrLog,
    settings,
    settled: true,
  });
}

function distFolder(): string {
  return dirname(fileURLToPath(import.meta.url));
}

const stderrLog: Log = {
  debug() {},
  info() {},
  warn: (message) => process.stderr.write(`wee: ${message}\n`),
  error: (message, error) =>
    process.stderr.write(`wee: ${message}${error instanceof Error ? `: ${error.message}` : ''}\n`),
};
