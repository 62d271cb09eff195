import { setImmediate } from 'node:timers/promises';
import { emptyContext } from '../engine/domain/context/empty-context.ts';
import { receivedContext } from '../engine/domain/context/sent-context.ts';
import type { WorkspaceFolder } from '../engine/domain/workspace-folders.ts';
import { WeeError } from '../engine/errors.ts';
import type { CompressOptions, ContextSource, IndexProgress, IndexStatus } from '../engine/ports/context-source.ts';
import type { Disposable } from '../engine/ports/disposable.ts';
import type { Embedder } from '../engine/ports/embedder.ts';
import { Listeners } from '../engine/ports/listeners.ts';
import type { Log } from '../engine/ports/log.ts';
import type { FromWorker, ToWorker, WorkerSettings } from '../worker/protocol.ts';
import { IndexProcess } from './index-process.ts';

export interface WorkerContextOptions extends Omit<WorkerSettings, 'embeddings'> {
  /** Where an endpoint for embeddings may be asked. */
  readonly embedder?: Embedder | undefined;
  /** Absolute path of the script of its process. */
  readonly script: string;
  /** None when no folder is open: then every context is empty. */
  readonly folders: readonly WorkspaceFolder[];
  readonly log: Log;
}

/** The context compressor in a process of its own, and what tells it of changes. */
export interface WorkerContext extends ContextSource {
  /** Files changed, appeared or went; `all` looks at every file again. Relative paths; `.git/…` means that history moved. */
  changed(paths: readonly string[] | 'all'): void;
  /** Text of an unsaved buffer; `undefined` when it was saved or closed. */
  overlay(path: string, text: string | undefined): void;
  /** Carries the write-ahead log of a database, by its absolute path, over into it, if the process has started. */
  carryOver(path: string): void;
  /** Starts the process now instead of at the first question. */
  warm(): void;
  /**
   * Called with the absolute paths of git's files that change when HEAD moves, once they are known and when they are others: to be
   * watched, and told of as `.git/HEAD`.
   */
  onGitPlaces(listener: (paths: readonly string[]) => void): Disposable;
}

const IDLE: IndexStatus = { state: 'idle', files: 0, unparsed: 0, notices: [], bytes: 0, resting: true };
/** ms between two rechecks. */
const RECHECK_MS = 1_000;

/** Starts the process at the first need; see `IndexProcess`. */
export function createWorkerContext(options: WorkerContextOptions): WorkerContext {
  const { log, script, embedder, ...settings } = options;
  const isEmpty = settings.folders.length === 0;
  /** What a new process must be told again: only the editor has it. */
  const overlays = new Map<string, string>();
  const watchers = new Listeners<IndexProgress | undefined>();
  const gitWatchers = new Listeners<readonly string[]>();
  let paused = false;
  let revision = 0;
  let rechecked = -RECHECK_MS;
  let gitPlaces: readonly string[] = [];

  const index = new IndexProcess({
    script,
    // After a crash nobody knows which changes the lost process had taken in.
    settings: (again) => ({ ...settings, embeddings: embedder?.model, settled: settings.settled || again }),
    greeting: () => [
      ...(paused ? [{ type: 'pause' } as const] : []),
      ...[...overlays].map(([path, text]) => ({ type: 'overlay', path, text }) as const),
    ],
    receive,
    onCrash(what) {
      log.error(what);
      revise();
    },
  });

  function revise(): void {
    revision++;
    watchers.tell(undefined);
  }

  function receive(message: FromWorker): void {
    if (message.type === 'log') log[message.level](message.message);
    else if (message.type === 'embed') void embed(message.id, message.texts);
    else if (message.type === 'progress') watchers.tell(message.progress);
    else if (message.type === 'revised') revise();
    else if (message.type === 'git-places') {
      gitPlaces = message.paths;
      gitWatchers.tell(gitPlaces);
    }
  }

  /** The process asks for vectors; one that went meanwhile needs none. */
  async function embed(id: number, texts: readonly string[]): Promise<void> {
    try {
      const vectors = await embedder?.embed(texts);
      index.tell({ type: 'embedded', id, ...(vectors !== undefined && { vectors }) });
    } catch (error) {
      index.tell({ type: 'embedded', id, failure: error instanceof Error ? error.message : String(error) });
    }
  }

  /** To start a process takes some ms: a turn of its own. Whatever the editor tells meanwhile, it is told when it starts. */
  async function call(message: (id: number) => ToWorker, how?: CompressOptions): Promise<FromWorker> {
    if (!index.started) await setImmediate();
    return index.call(message, how);
  }

  return {
    async compress(request, how) {
      if (isEmpty) return emptyContext(request.budget);
      const message = await call((id) => ({ type: 'compress', id, request }), how);
      if (message.type !== 'context') throw new WeeError('index-failed', 'The index gave no context.', 'Ask again.');
      return receivedContext(message.context);
    },
    async status() {
      if (isEmpty) return IDLE;
      const message = await call((id) => ({ type: 'status', id }));
      const status = message.type === 'status' ? message.status : IDLE;
      if (index.crash === undefined) return status;
      return { ...status, notices: [...status.notices, `${index.crash}; another took its place`] };
    },
    revision: () => revision,
    onDidChange: (listener) => watchers.add(listener),
    onGitPlaces(listener) {
      const listening = gitWatchers.add(listener);
      if (gitPlaces.length > 0) listener(gitPlaces);
      return listening;
    },
    changed: (paths) => index.tell({ type: 'changed', paths }),
    overlay(path, text) {
      // A process that starts later is told of every overlay.
      if (text === undefined) overlays.delete(path);
      else overlays.set(path, text);
      index.tell({ type: 'overlay', path, text });
    },
    recheck(paths) {
      const now = performance.now();
      if (now - rechecked < RECHECK_MS) return;
      rechecked = now;
      index.tell({ type: 'recheck', paths });
    },
    carryOver: (path) => index.tell({ type: 'carry-over', path }),
    pause() {
      paused = true;
      index.tell({ type: 'pause' });
    },
    resume() {
      paused = false;
      index.tell({ type: 'resume' });
    },
    warm() {
      if (!isEmpty) index.start();
    },
    dispose() {
      watchers.clear();
      gitWatchers.clear();
      index.close();
    },
  };
}
