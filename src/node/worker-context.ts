import { Worker } from 'node:worker_threads';
import { emptyContext } from '../engine/domain/empty-context.ts';
import { cancelled, WeeError } from '../engine/errors.ts';
import type { ContextSource, IndexProgress, IndexStatus } from '../engine/ports/context-source.ts';
import type { Log } from '../engine/ports/log.ts';
import type { FromWorker, ToWorker, WorkerSettings } from '../worker/protocol.ts';

export interface WorkerContextOptions extends Omit<WorkerSettings, 'folder'> {
  /** Script of the thread. */
  readonly workerUrl: string | URL;
  /** `undefined` when no folder is open: then every context is empty. */
  readonly folder: string | undefined;
  readonly log: Log;
}

/** The context compressor in a thread of its own, and what tells it of changes. */
export interface WorkerContext extends ContextSource {
  /** Files changed, appeared or went; `all` looks at every file again. Relative paths; `.git/…` means that history moved. */
  changed(paths: readonly string[] | 'all'): void;
  /** Text of an unsaved buffer; `undefined` when it was saved or closed. */
  overlay(path: string, text: string | undefined): void;
  /** Starts the thread now instead of at the first question. */
  warm(): void;
}

interface Call {
  resolve(message: FromWorker): void;
  reject(error: WeeError): void;
  onProgress?: ((progress: IndexProgress) => void) | undefined;
}

const IDLE: IndexStatus = { state: 'idle', files: 0, notices: [], bytes: 0 };

/** Starts the thread at the first need. A thread that dies fails its open calls clearly, and the next call starts another. */
export function createWorkerContext(options: WorkerContextOptions): WorkerContext {
  const { folder, log } = options;
  const calls = new Map<number, Call>();
  let worker: Worker | undefined;
  let nextId = 1;
  let disposed = false;
  let crash: string | undefined;

  function lost(gone: Worker, why: string): void {
    if (worker !== gone) return;
    worker = undefined;
    if (disposed) return;
    crash = `The index thread ended: ${why}`;
    log.error(crash);
    const error = new WeeError(
      'index-failed',
      `${crash}.`,
      'Ask again: it starts anew. If it goes on, run “WEE: Doctor”.',
    );
    for (const call of [...calls.values()]) call.reject(error);
  }

  function start(indexed: string): Worker {
    const { workerUrl, indexPath, binding, trusted, exclude } = options;
    const settings: WorkerSettings = { folder: indexed, indexPath, binding, trusted, exclude };
    const started = new Worker(workerUrl, { workerData: settings, name: 'wee-index' });
    started.on('message', (message: FromWorker) => receive(message));
    started.on('error', (error) => lost(started, error instanceof Error ? error.message : String(error)));
    started.on('exit', (code) => lost(started, `exit code ${code}`));
    started.unref();
    return started;
  }

  function receive(message: FromWorker): void {
    if (message.type === 'log') log[message.level](message.message);
    else if (message.type === 'progress') for (const call of [...calls.values()]) call.onProgress?.(message.progress);
    else if (message.type === 'error') {
      calls.get(message.id)?.reject(new WeeError(message.code, message.message, message.remedy));
    } else calls.get(message.id)?.resolve(message);
  }

  function post(message: ToWorker): void {
    if (folder === undefined || disposed) return;
    worker ??= start(folder);
    worker.postMessage(message);
  }

  function call(
    message: (id: number) => ToWorker,
    signal?: AbortSignal,
    onProgress?: Call['onProgress'],
  ): Promise<FromWorker> {
    if (signal?.aborted === true) return Promise.reject(cancelled());
    if (disposed) return Promise.reject(new WeeError('index-failed', 'WEE has been closed.', 'Reload the window.'));
    return new Promise((resolve, reject) => {
      const id = nextId++;
      const onAbort = (): void => calls.get(id)?.reject(cancelled());
      const leave = (): void => {
        calls.delete(id);
        signal?.removeEventListener('abort', onAbort);
        if (calls.size === 0) worker?.unref();
      };
      calls.set(id, {
        onProgress,
        resolve(result) {
          leave();
          resolve(result);
        },
        reject(error) {
          leave();
          reject(error);
        },
      });
      signal?.addEventListener('abort', onAbort);
      post(message(id));
      // A process may not end while somebody waits for an answer.
      worker?.ref();
    });
  }

  return {
    async compress(request, { signal, onProgress }) {
      if (folder === undefined) return emptyContext(request.budget);
      const message = await call((id) => ({ type: 'compress', id, request }), signal, onProgress);
      if (message.type !== 'context') throw new WeeError('index-failed', 'The index gave no context.', 'Ask again.');
      return message.context;
    },
    async status() {
      if (folder === undefined) return IDLE;
      const message = await call((id) => ({ type: 'status', id }));
      const status = message.type === 'status' ? message.status : IDLE;
      return crash === undefined ? status : { ...status, notices: [...status.notices, crash] };
    },
    changed: (paths) => {
      // A thread that has not started yet will read everything anyway.
      if (worker !== undefined) post({ type: 'changed', paths });
    },
    overlay: (path, text) => post({ type: 'overlay', path, text }),
    warm: () => {
      if (folder !== undefined && !disposed) worker ??= start(folder);
    },
    dispose() {
      if (disposed) return;
      worker?.postMessage({ type: 'close' } satisfies ToWorker);
      disposed = true;
      const error = new WeeError('cancelled', 'WEE has been closed.', 'Reload the window.');
      for (const open of [...calls.values()]) open.reject(error);
      worker?.unref();
    },
  };
}
