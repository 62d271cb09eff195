import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { emptyContext } from '../engine/domain/empty-context.ts';
import { receivedContext } from '../engine/domain/sent-context.ts';
import type { WorkspaceFolder } from '../engine/domain/workspace-folders.ts';
import { cancelled, WeeError } from '../engine/errors.ts';
import type { CompressOptions, ContextSource, IndexProgress, IndexStatus } from '../engine/ports/context-source.ts';
import type { Disposable } from '../engine/ports/disposable.ts';
import type { Embedder } from '../engine/ports/embedder.ts';
import { Listeners } from '../engine/ports/listeners.ts';
import type { Log } from '../engine/ports/log.ts';
import type { CarryOver, FromWorker, ToWorker, WorkerSettings } from '../worker/protocol.ts';

export interface WorkerContextOptions extends Omit<WorkerSettings, 'embeddings'> {
  /** Where an endpoint for embeddings may be asked. */
  readonly embedder?: Embedder | undefined;
  /** Script of the thread. */
  readonly workerUrl: string | URL;
  /** None when no folder is open: then every context is empty. */
  readonly folders: readonly WorkspaceFolder[];
  readonly log: Log;
}

/** The context compressor in a thread of its own, and what tells it of changes. */
export interface WorkerContext extends ContextSource {
  /** Files changed, appeared or went; `all` looks at every file again. Relative paths; `.git/…` means that history moved. */
  changed(paths: readonly string[] | 'all'): void;
  /** Text of an unsaved buffer; `undefined` when it was saved or closed. */
  overlay(path: string, text: string | undefined): void;
  /** Carries the write-ahead log of a database over into it, if the thread has started. */
  carryOver(what: CarryOver): void;
  /** Starts the thread now instead of at the first question. */
  warm(): void;
  /**
   * Called with the absolute paths of git's files that change when HEAD moves, once they are known and when they are others: to be
   * watched, and told of as `.git/HEAD`.
   */
  onGitPlaces(listener: (paths: readonly string[]) => void): Disposable;
}

interface Call {
  resolve(message: FromWorker): void;
  reject(error: WeeError): void;
  readonly onProgress?: ((progress: IndexProgress) => void) | undefined;
  readonly onSoon?: (() => void) | undefined;
}

const IDLE: IndexStatus = { state: 'idle', files: 0, unparsed: 0, notices: [], bytes: 0, resting: true };
/**
 * MB. V8 lets a heap grow by the more, the larger its bound is, and marks it the less often, for which it takes up to four threads at
 * once: where all cores are busy, the host waits behind those. With 50,000 files the thread's heap holds 80 MB at most all the same. A larger
 * nursery marks no less.
 */
const HEAP = { maxYoungGenerationSizeMb: 24, maxOldGenerationSizeMb: 1_536 };
/** ms between two rechecks. */
const RECHECK_MS = 1_000;

/** Starts the thread at the first need. A thread that dies fails its open calls clearly, and the next call starts another. */
export function createWorkerContext(options: WorkerContextOptions): WorkerContext {
  const { log, workerUrl, embedder, ...settings } = options;
  const isEmpty = settings.folders.length === 0;
  const calls = new Map<number, Call>();
  /** What a new thread must be told again: only the editor has it. */
  const overlays = new Map<string, string>();
  const watchers = new Listeners<IndexProgress | undefined>();
  const gitWatchers = new Listeners<readonly string[]>();
  let worker: Worker | undefined;
  let nextId = 1;
  let disposed = false;
  let crash: string | undefined;
  let paused = false;
  let revision = 0;
  let rechecked = -RECHECK_MS;
  let gitPlaces: readonly string[] = [];

  function lost(gone: Worker, why: string): void {
    if (worker !== gone) return;
    worker = undefined;
    if (disposed) return;
    crash = `The index thread ended: ${why}`;
    log.error(crash);
    revise();
    const error = new WeeError(
      'index-failed',
      `${crash}.`,
      'Ask again: it starts anew. If it goes on, run “WEE: Doctor”.',
    );
    for (const call of [...calls.values()]) call.reject(error);
  }

  function start(): Worker {
    // After a crash nobody knows which changes the lost thread had taken in.
    const workerData: WorkerSettings = {
      ...settings,
      embeddings: embedder?.model,
      settled: settings.settled || crash !== undefined,
    };
    const started = new Worker(workerUrl, { workerData, name: 'wee-index', resourceLimits: HEAP });
    started.on('message', (message: FromWorker) => receive(message));
    started.on('error', (error) => lost(started, error instanceof Error ? error.message : String(error)));
    started.on('exit', (code) => lost(started, `exit code ${code}`));
    started.unref();
    const tell = (message: ToWorker): void => started.postMessage(message);
    if (paused) tell({ type: 'pause' });
    for (const [path, text] of overlays) tell({ type: 'overlay', path, text });
    return started;
  }

  function revise(): void {
    revision++;
    watchers.tell(undefined);
  }

  function receive(message: FromWorker): void {
    if (message.type === 'soon') calls.get(message.id)?.onSoon?.();
    else if (message.type === 'log') log[message.level](message.message);
    else if (message.type === 'embed') void embed(message.id, message.texts);
    else if (message.type === 'progress') {
      for (const call of [...calls.values()]) call.onProgress?.(message.progress);
      watchers.tell(message.progress);
    } else if (message.type === 'revised') revise();
    else if (message.type === 'git-places') {
      gitPlaces = message.paths;
      gitWatchers.tell(gitPlaces);
    } else if (message.type === 'error') {
      calls.get(message.id)?.reject(new WeeError(message.code, message.message, message.remedy));
    } else calls.get(message.id)?.resolve(message);
  }

  /** The thread asks for vectors; one that went meanwhile needs none. */
  async function embed(id: number, texts: readonly string[]): Promise<void> {
    try {
      const vectors = await embedder?.embed(texts);
      postIfStarted({ type: 'embedded', id, ...(vectors !== undefined && { vectors }) });
    } catch (error) {
      postIfStarted({ type: 'embedded', id, failure: error instanceof Error ? error.message : String(error) });
    }
  }

  function post(message: ToWorker): void {
    if (isEmpty || disposed) return;
    worker ??= start();
    worker.postMessage(message);
  }

  /** A thread that has not started yet will look at everything anyway. */
  function postIfStarted(message: ToWorker): void {
    if (worker !== undefined) post(message);
  }

  function call(
    message: (id: number) => ToWorker,
    { signal, onProgress, onSoon }: CompressOptions = {},
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
        onSoon,
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
    async compress(request, options) {
      if (isEmpty) return emptyContext(request.budget);
      // To start a thread takes some ms: a turn of its own. Whatever the editor tells meanwhile, the thread is told when it starts.
      if (worker === undefined) await setImmediate();
      const message = await call((id) => ({ type: 'compress', id, request }), options);
      if (message.type !== 'context') throw new WeeError('index-failed', 'The index gave no context.', 'Ask again.');
      return receivedContext(message.context);
    },
    async status() {
      if (isEmpty) return IDLE;
      if (worker === undefined) await setImmediate();
      const message = await call((id) => ({ type: 'status', id }));
      const status = message.type === 'status' ? message.status : IDLE;
      return crash === undefined ? status : { ...status, notices: [...status.notices, crash] };
    },
    revision: () => revision,
    onDidChange: (listener) => watchers.add(listener),
    onGitPlaces(listener) {
      const listening = gitWatchers.add(listener);
      if (gitPlaces.length > 0) listener(gitPlaces);
      return listening;
    },
    changed: (paths) => postIfStarted({ type: 'changed', paths }),
    overlay(path, text) {
      // A thread that starts later is told of every overlay.
      if (text === undefined) overlays.delete(path);
      else overlays.set(path, text);
      postIfStarted({ type: 'overlay', path, text });
    },
    recheck(paths) {
      const now = performance.now();
      if (now - rechecked < RECHECK_MS) return;
      rechecked = now;
      postIfStarted({ type: 'recheck', paths });
    },
    carryOver: (what) => postIfStarted({ type: 'carry-over', ...what }),
    pause() {
      paused = true;
      postIfStarted({ type: 'pause' });
    },
    resume() {
      paused = false;
      postIfStarted({ type: 'resume' });
    },
    warm: () => {
      if (!isEmpty && !disposed) worker ??= start();
    },
    dispose() {
      if (disposed) return;
      worker?.postMessage({ type: 'close' } satisfies ToWorker);
      disposed = true;
      watchers.clear();
      gitWatchers.clear();
      const error = new WeeError('cancelled', 'WEE has been closed.', 'Reload the window.');
      for (const open of [...calls.values()]) open.reject(error);
      worker?.unref();
    },
  };
}
