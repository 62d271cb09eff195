import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { roster } from '../engine/agents/roster.ts';
import { runSkills } from '../engine/agents/skills/run-skills.ts';
import { createRunGit, noGit } from '../engine/context/history/run-git.ts';
import { sealContext } from '../engine/domain/context/seal-context.ts';
import { sentContext } from '../engine/domain/context/sent-context.ts';
import { WorkspaceFolders } from '../engine/domain/workspace-folders.ts';
import type { Log } from '../engine/ports/log.ts';
import { systemClock as clock } from '../node/system-clock.ts';
import { carryOver } from './carry-over.ts';
import { HostEmbedder } from './host-embedder.ts';
import { IndexService, indexError } from './index-service.ts';
import { ParserProcess } from './parser/parser-process.ts';
import type { FromWorker, ToWorker, WorkerSettings } from './protocol.ts';

const port = parentPort;
if (port === null) throw new Error('This file runs in a worker thread.');
const settings = workerData as WorkerSettings;
const send = (message: FromWorker): void => port.postMessage(message);
const say = (level: 'debug' | 'info' | 'warn' | 'error') => (message: string, error?: unknown) =>
  send({ type: 'log', level, message: error instanceof Error ? `${message}: ${error.message}` : message });
const log: Log = { debug: say('debug'), info: say('info'), warn: say('warn'), error: say('error') };

const embedder = settings.embeddings === undefined ? undefined : new HostEmbedder(settings.embeddings, send);
const service = new IndexService({
  ...settings,
  embedder,
  rehearsedAs: roster,
  folders: new WorkspaceFolders(settings.folders),
  git: (folder) => (settings.trusted ? createRunGit(folder, clock) : noGit),
  reader: new ParserProcess(parserScript(), settings.grammars, clock, log),
  clock,
  log,
  runSkills: (ids, input) => runSkills(ids, input, log),
  onProgress: (progress) => send({ type: 'progress', progress }),
  onRevised: () => send({ type: 'revised' }),
  onGitPlaces: (paths) => send({ type: 'git-places', paths }),
});

/** Beside the bundle, or in this checkout. */
function parserScript(): string {
  const bundled = join(import.meta.dirname, 'parser.js');
  return existsSync(bundled) ? bundled : join(import.meta.dirname, 'parser', 'main.ts');
}

async function answer(id: number, work: () => Promise<FromWorker>): Promise<void> {
  try {
    send(await work());
  } catch (thrown) {
    const { code, message, remedy } = indexError(thrown);
    send({ type: 'error', id, code, message, remedy });
  }
}

port.on('message', (message: ToWorker) => {
  switch (message.type) {
    case 'compress': {
      const { id, request } = message;
      void answer(id, async () => {
        const made = await service.compress(request);
        send({ type: 'soon', id });
        return { type: 'context', id, context: sentContext(sealContext(made)) };
      });
      break;
    }
    case 'status': {
      const { id } = message;
      void answer(id, async () => ({ type: 'status', id, status: await service.status() }));
      break;
    }
    case 'changed':
      service.changed(message.paths);
      break;
    case 'overlay':
      service.overlay(message.path, message.text);
      break;
    case 'recheck':
      service.recheck(message.paths);
      break;
    case 'carry-over':
      void carryOver(message, settings.binding, log);
      break;
    case 'embedded':
      embedder?.receive(message);
      break;
    case 'pause':
      service.pause();
      break;
    case 'resume':
      service.resume();
      break;
    case 'close':
      void service.close().finally(() => process.exit(0));
  }
});
