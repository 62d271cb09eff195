import { Worker } from 'node:worker_threads';
import { cancelled, WeeError } from '../engine/errors.ts';
import type { CompressOptions, IndexProgress } from '../engine/ports/context-source.ts';
import type { FromWorker, ToWorker, WorkerSettings } from '../worker/protocol.ts';

export interface IndexThreadOptions {
  /** Script of the thread. */
  readonly workerUrl: string | URL;
  /** What it is started with. `again`: one before it died. */
  readonly settings: (again: boolean) => WorkerSettings;
  /** What a new thread must be told first. */
  readonly greeting: () => readonly ToWorker[];
  /** Gets what is no answer to a call, and progress. */
  readonly receive: (message: FromWorker) => void;
  /** A thread died, for this reason; a sentence without its end. */
  readonly onCrash: (what: string) => void;
}

interface Call {
  resolve(message: FromWorker): void;
  reject(error: WeeError): void;
  readonly onProgress?: ((progress: IndexProgress) => void) | undefined;
  readonly onSoon?: (() => void) | undefined;
}

/**
 * MB. V8 lets a heap grow by the more, the larger its bound is, and marks it the less often, for which it takes up to four threads at
 * once: where all cores are busy, the host waits behind those. With 50,000 files the thread's heap holds 80 MB at most all the same. A larger
 * nursery marks no less.
 */
const HEAP = { maxYoungGenerationSizeMb: 24, maxOldGenerationSizeMb: 1_536 };

/** The index thread: starts at the first need. One that dies fails its open calls clearly, and the next call starts another. */
export class IndexThread {
  readonly #options: IndexThreadOptions;
  readonly #calls = new Map<number, Call>();
  #worker: Worker | undefined;
  #nextId = 1;
  #crash: string | undefined;
  #closed = false;

  constructor(options: IndexThreadOptions) {
    this.#options = options;
  }

  get started(): boolean {
    return this.#worker !== undefined;
  }

  /** What the last thread that died died of. */
  get crash(): string | undefined {
    return this.#crash;
  }

  /** Starts it, where it has not started. */
  start(): void {
    if (!this.#closed) this.#worker ??= this.#start();
  }

  /** Tells the thread, where it has started: another will look at everything anyway. */
  tell(message: ToWorker): void {
    if (!this.#closed) this.#worker?.postMessage(message);
  }

  /** Resolves to its answer. Rejects with what the thread says, `cancelled` on abort, `index-failed` when it dies or is closed. */
  call(message: (id: number) => ToWorker, { signal, onProgress, onSoon }: CompressOptions = {}): Promise<FromWorker> {
    if (signal?.aborted === true) return Promise.reject(cancelled());
    if (this.#closed) return Promise.reject(new WeeError('index-failed', 'WEE has been closed.', 'Reload the window.'));
    return new Promise((resolve, reject) => {
      const id = this.#nextId++;
      const onAbort = (): void => this.#calls.get(id)?.reject(cancelled());
      const leave = (): void => {
        this.#calls.delete(id);
        signal?.removeEventListener('abort', onAbort);
        if (this.#calls.size === 0) this.#worker?.unref();
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
      // A process may not end while somebody waits for an answer.
      this.#worker?.ref();
    });
  }

  /** Has the thread close its index and end. Open calls are rejected with `cancelled`. */
  close(): void {
    this.tell({ type: 'close' });
    this.#closed = true;
    this.#fail(new WeeError('cancelled', 'WEE has been closed.', 'Reload the window.'));
    this.#worker?.unref();
  }

  #start(): Worker {
    const { workerUrl, settings, greeting } = this.#options;
    const workerData = settings(this.#crash !== undefined);
    const started = new Worker(workerUrl, { workerData, name: 'wee-index', resourceLimits: HEAP });
    started.on('message', (message: FromWorker) => this.#receive(message));
    started.on('error', (error) => this.#lost(started, error instanceof Error ? error.message : String(error)));
    started.on('exit', (code) => this.#lost(started, `exit code ${code}`));
    started.unref();
    for (const message of greeting()) started.postMessage(message);
    return started;
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
      case 'progress':
        for (const { onProgress } of [...this.#calls.values()]) onProgress?.(message.progress);
        this.#options.receive(message);
        break;
      default:
        this.#options.receive(message);
    }
  }

  #lost(gone: Worker, why: string): void {
    if (this.#worker !== gone) return;
    this.#worker = undefined;
    if (this.#closed) return;
    const crash = `The index thread ended: ${why}`;
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
