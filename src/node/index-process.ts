import { type ChildProcess, fork } from 'node:child_process';
import { constants } from 'node:os';
import { giveWay } from '../engine/context/give-way.ts';
import { cancelled, WeeError } from '../engine/errors.ts';
import type { CompressOptions, IndexProgress } from '../engine/ports/context-source.ts';
import type { FromWorker, Start, ToWorker, WorkerSettings } from '../worker/protocol.ts';

export interface IndexProcessOptions {
  /** Absolute path of its script. */
  readonly script: string;
  /** What it is started with. `again`: one before it died. */
  readonly settings: (again: boolean) => WorkerSettings;
  /** What a new process must be told first. */
  readonly greeting: () => readonly ToWorker[];
  /** Gets what is no answer to a call, and progress. */
  readonly receive: (message: FromWorker) => void;
  /** A process died, for this reason; a sentence without its end. */
  readonly onCrash: (what: string) => void;
}

interface Call {
  resolve(message: FromWorker): void;
  reject(error: WeeError): void;
  readonly onProgress?: ((progress: IndexProgress) => void) | undefined;
  readonly onSoon?: (() => void) | undefined;
}

/**
 * MB. Left to itself, V8 takes twice the memory for the texts of a large first index, and collects what a small one leaves all the time. The
 * heap holds 80 MB with 50,000 files.
 */
const FLAGS = ['--min-semi-space-size=8', '--max-semi-space-size=8', '--max-old-space-size=1024'];
/**
 * Where all cores are busy, the editor goes first, but not by as much as before git and the parser, for which nobody waits: while two others
 * want all of two cores, a question takes twice as long as with the editor's own priority, and would take five times as long with theirs.
 */
const PRIORITY = (constants.priority.PRIORITY_NORMAL + constants.priority.PRIORITY_BELOW_NORMAL) / 2;

/**
 * The index in a process of its own: what it collects of garbage, compiles and waits for never keeps the editor waiting, and it crashes alone.
 * Starts at the first need. One that dies fails its open calls clearly, and the next call starts another.
 */
export class IndexProcess {
  readonly #options: IndexProcessOptions;
  readonly #calls = new Map<number, Call>();
  #child: ChildProcess | undefined;
  #nextId = 1;
  #crash: string | undefined;
  /** Why the process that runs says that it ends. */
  #reason: string | undefined;
  #closed = false;

  constructor(options: IndexProcessOptions) {
    this.#options = options;
  }

  get started(): boolean {
    return this.#child !== undefined;
  }

  /** What the last process that died died of. */
  get crash(): string | undefined {
    return this.#crash;
  }

  /** Starts it, where it has not started. */
  start(): void {
    if (this.#closed || this.#child !== undefined) return;
    try {
      this.#fork();
    } catch (error) {
      this.#ended(error instanceof Error ? error.message : String(error));
    }
  }

  /** Tells the process, where it has started: another will look at everything anyway. */
  tell(message: ToWorker): void {
    if (!this.#closed) this.#send(message);
  }

  /** Resolves to its answer. Rejects with what the process says, `cancelled` on abort, `index-failed` when it dies or is closed. */
  call(message: (id: number) => ToWorker, { signal, onProgress, onSoon }: CompressOptions = {}): Promise<FromWorker> {
    if (signal?.aborted === true) return Promise.reject(cancelled());
    if (this.#closed) return Promise.reject(new WeeError('index-failed', 'WEE has been closed.', 'Reload the window.'));
    return new Promise((resolve, reject) => {
      const id = this.#nextId++;
      const onAbort = (): void => this.#calls.get(id)?.reject(cancelled());
      const leave = (): void => {
        this.#calls.delete(id);
        signal?.removeEventListener('abort', onAbort);
        if (this.#calls.size === 0) this.#hold(false);
      };
      this.#calls.set(id, {
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
      this.start();
      this.tell(message(id));
      this.#hold(true);
    });
  }

  /** Has the process close its index and end. Open calls are rejected with `cancelled`. */
  close(): void {
    this.tell({ type: 'close' });
    this.#closed = true;
    this.#fail(new WeeError('cancelled', 'WEE has been closed.', 'Reload the window.'));
    this.#hold(false);
  }

  #fork(): void {
    const { script, settings, greeting } = this.#options;
    const child = fork(script, [], {
      // The editor's program is Node when it is told so. Fewer arenas of glibc hold on to less.
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', MALLOC_ARENA_MAX: '2' },
      execArgv: FLAGS,
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    giveWay(child.pid, PRIORITY);
    child.on('message', (message) => this.#receive(message as FromWorker));
    child.on('error', (error) => this.#lost(child, error.message));
    child.on('exit', (code, signal) => this.#lost(child, signal ?? `exit code ${code}`));
    this.#child = child;
    this.#hold(false);
    this.#send({ settings: settings(this.#crash !== undefined) });
    for (const message of greeting()) this.#send(message);
  }

  /** What does not arrive was for a process that is gone, which shows by itself. */
  #send(message: Start | ToWorker): void {
    if (this.#child?.connected === true) this.#child.send(message, () => {});
  }

  /** A program may not end while somebody waits for an answer, and need not wait for anything else. */
  #hold(waits: boolean): void {
    const how = waits ? 'ref' : 'unref';
    this.#child?.[how]();
    this.#child?.channel?.[how]();
  }

  #receive(message: FromWorker): void {
    switch (message.type) {
      case 'soon':
        this.#calls.get(message.id)?.onSoon?.();
        break;
      case 'error':
        this.#calls.get(message.id)?.reject(new WeeError(message.code, message.message, message.remedy));
        break;
      case 'context':
      case 'status':
        this.#calls.get(message.id)?.resolve(message);
        break;
      case 'failed':
        this.#reason = message.message;
        break;
      case 'progress':
        for (const { onProgress } of [...this.#calls.values()]) onProgress?.(message.progress);
        this.#options.receive(message);
        break;
      default:
        this.#options.receive(message);
    }
  }

  #lost(gone: ChildProcess, how: string): void {
    if (this.#child !== gone) return;
    this.#child = undefined;
    const why = this.#reason ?? how;
    this.#reason = undefined;
    if (!this.#closed) this.#ended(why);
  }

  #ended(why: string): void {
    const crash = `The index process ended: ${why}`;
    this.#crash = crash;
    this.#options.onCrash(crash);
    this.#fail(
      new WeeError('index-failed', `${crash}.`, 'Ask again: it starts anew. If it goes on, run “WEE: Doctor”.'),
    );
  }

  #fail(error: WeeError): void {
    for (const call of [...this.#calls.values()]) call.reject(error);
  }
}
