import { parentPort, workerData } from 'node:worker_threads';
import { runSkills } from '../engine/agents/skills/run-skills.ts';
import { parseCode } from '../engine/context/code/parse-code.ts';
import { Compressor } from '../engine/context/compressor.ts';
import { createRunGit, noGit } from '../engine/context/history/run-git.ts';
import { FileIndex } from '../engine/context/index/file-index.ts';
import { indexMigrations } from '../engine/context/index/migrations.ts';
import { WeeError } from '../engine/errors.ts';
import type { IndexProgress, IndexStatus } from '../engine/ports/context-source.ts';
import type { Log } from '../engine/ports/log.ts';
import { openDatabase } from '../engine/storage/open-database.ts';
import { systemClock as clock } from '../node/system-clock.ts';
import type { FromWorker, ToWorker, WorkerSettings } from './protocol.ts';

const port = parentPort;
if (port === null) throw new Error('This file runs in a worker thread.');
const settings = workerData as WorkerSettings;
const send = (message: FromWorker): void => port.postMessage(message);
const say = (level: 'debug' | 'info' | 'warn' | 'error') => (message: string, error?: unknown) =>
  send({ type: 'log', level, message: error instanceof Error ? `${message}: ${error.message}` : message });
const log: Log = { debug: say('debug'), info: say('info'), warn: say('warn'), error: say('error') };

let state: IndexStatus['state'] = 'idle';
const notices: string[] = [];

/** On disk where that works, else in memory: a question is worth more than a kept index. */
async function openIndex(): Promise<FileIndex> {
  const options = {
    application: 'index',
    migrations: indexMigrations,
    busyMs: 5_000,
    binding: settings.binding,
    clock,
    log,
  } as const;
  try {
    const opened = await openDatabase({ ...options, path: settings.indexPath });
    notices.push(...opened.notices);
    return new FileIndex(opened.database);
  } catch (thrown) {
    const error = WeeError.from(thrown);
    notices.push(`The index is kept in memory: ${error.message} ${error.remedy}`);
    return new FileIndex((await openDatabase({ ...options, path: ':memory:' })).database);
  }
}

async function begin(): Promise<{ compressor: Compressor; index: FileIndex }> {
  state = 'indexing';
  const index = await openIndex();
  const { folder, exclude } = settings;
  const compressor = new Compressor({
    folder,
    index,
    git: settings.trusted ? createRunGit(folder, clock) : noGit,
    exclude,
    clock,
    parser: { load: async () => false, parse: parseCode },
    runSkills: (ids, input) => runSkills(ids, input, log),
  });
  const onProgress = (progress: IndexProgress): void => send({ type: 'progress', progress });
  await compressor.sync(onProgress);
  await compressor.readCode(onProgress, async () => {});
  state = 'ready';
  return { compressor, index };
}

const ready = begin();
ready.catch(() => {
  state = 'failed';
});
/** Everything that reads or alters the index waits for what was sent before it. */
let tail: Promise<unknown> = ready;
const inOrder = (work: () => Promise<void> | void): void => {
  tail = tail.then(work, work).catch((error: unknown) => log.error('The index could not follow a change', error));
};

async function answer(id: number, work: () => Promise<FromWorker>): Promise<void> {
  try {
    send(await work());
  } catch (thrown) {
    const error = WeeError.from(thrown);
    const code = error.code === 'internal' || error.code === 'storage-failed' ? 'index-failed' : error.code;
    send({ type: 'error', id, code, message: error.message, remedy: error.remedy });
  }
}

port.on('message', (message: ToWorker) => {
  if (message.type === 'compress') {
    const { id, request } = message;
    inOrder(() =>
      answer(id, async () => ({ type: 'context', id, context: await (await ready).compressor.compress(request) })),
    );
  } else if (message.type === 'status') {
    const { id } = message;
    void answer(id, async () => {
      const { index, compressor } = await ready;
      const status = {
        state,
        files: index.count(),
        notices: [...notices, ...compressor.notices],
        bytes: index.bytes(),
      };
      return { type: 'status', id, status };
    });
  } else if (message.type === 'changed') {
    const { paths } = message;
    inOrder(async () => {
      const { compressor } = await ready;
      await compressor.apply(paths, (progress) => send({ type: 'progress', progress }));
    });
  } else if (message.type === 'overlay') {
    const { path, text } = message;
    inOrder(async () => (await ready).compressor.overlay(path, text));
  } else {
    inOrder(async () => {
      (await ready).index.close();
      process.exit(0);
    });
  }
});
