import type { FileIndex } from '../engine/context/index/file-index.ts';
import { waitAtMost } from '../engine/context/wait-at-most.ts';
import type { ProjectContext } from '../engine/domain/context/context.ts';
import { WeeError } from '../engine/errors.ts';
import { limits } from '../engine/limits.ts';
import type { CompressRequest, IndexProgress, IndexStatus } from '../engine/ports/context-source.ts';
import type { Disposable } from '../engine/ports/disposable.ts';
import { KeptIndex, type KeptIndexOptions, type Opened } from './kept-index.ts';

export interface IndexServiceOptions extends Omit<KeptIndexOptions, 'prepare' | 'onAnew'> {
  /** The index found by itself what could alter a context. */
  readonly onRevised: () => void;
}

/** ms between two looks at the whole workspace for what a watcher missed. */
const LOOK_AGAIN_MS = 60_000;
/** So few files are read before anybody could read of it. */
const FEW_FILES = 50;

/**
 * The life of an index: opened, brought up to the workspace, kept so, and made anew when its database is lost or damaged.
 * Questions and changes are worked through in the order in which they come; the rest is done behind them.
 */
export class IndexService {
  readonly #options: IndexServiceOptions;
  readonly #overlays = new Map<string, string>();
  readonly #kept: KeptIndex;
  /** Everything that reads or alters the index on demand waits for what came before it. */
  #tail: Promise<unknown> = Promise.resolve();
  /** Resolves when the workspace was looked at once, or that was stopped. */
  #looked: Promise<void> = Promise.resolve();
  /** Resolves when the next texts were taken in of a first index whose code is read beside them, or all were. */
  #taken: PromiseWithResolvers<void> | undefined;
  /** Resolves when the code of product files was read. */
  readonly #productRead = Promise.withResolvers<void>();
  #failure: WeeError | undefined;
  #indexing = false;
  /** The code is being read. */
  #reading: Promise<void> | undefined;
  /** Questions that wait, or may, for code to be read. */
  #awaiting = 0;
  #merging = false;
  #ahead = false;
  /** The code was read since later questions were last prepared. */
  #unread = false;
  /** How often what comes behind the questions goes on. */
  #background = 0;
  /** Changes that are not taken in yet. */
  #following = 0;
  /** Who watches was told that text is being read, and of no end. */
  #told = false;
  #paused = false;
  #closed = false;
  #lookedAt = 0;
  /** The disk is about to be given what changes wrote. */
  #flushing: Disposable | undefined;
  /** When a question or a change came last. */
  #busyAt = 0;

  constructor(options: IndexServiceOptions) {
    this.#options = options;
    this.#kept = new KeptIndex({
      ...options,
      onProgress: this.#tell,
      prepare: (compressor) => {
        for (const [path, text] of this.#overlays) compressor.overlay(path, text);
        if (this.#paused) compressor.stop();
      },
      onAnew: () => {
        options.onRevised();
        this.#tellEnd();
        void Promise.resolve().then(() => this.#readCode());
      },
    });
    this.#look();
  }

  async compress(request: CompressRequest): Promise<ProjectContext> {
    // Now, and not when its turn has come: what it waits for must not give way to it.
    this.#awaiting++;
    const context = await this.#inOrder(async () => {
      const index = await this.#asFarAsWaitedFor().finally(() => this.#awaiting--);
      if (!index.complete && this.#failure !== undefined) throw this.#failure;
      return await this.#kept.use(({ compressor }) => compressor.compress(request, this.#options.onRevised));
    });
    void this.#goAhead();
    return context;
  }

  /** The index, once it has what a question waits for. */
  async #asFarAsWaitedFor(): Promise<FileIndex> {
    const { index } = await this.#kept.now;
    if (this.#options.settled || !index.complete) await this.#looked;
    await this.#codeOf(index);
    return index;
  }

  /**
   * Waits for the code of all files, or of product files where there are too many others: a command line for as long as it takes,
   * an editor for a moment, so that a first answer need not be made anew when the same is asked again.
   */
  async #codeOf(index: FileIndex): Promise<void> {
    const { settled } = this.#options;
    const most = settled ? limits.codeWaitFiles : limits.codeWaitFilesEditor;
    const read =
      index.waiting() <= most ? this.#reading : index.waitingProduct() <= most ? this.#productRead.promise : undefined;
    if (settled) await read;
    else if (read !== undefined) await waitAtMost(this.#options.clock, limits.codeWaitMs, read);
  }

  async status(): Promise<IndexStatus> {
    const { index, compressor } = await this.#kept.now;
    const notices = [...this.#kept.notices, ...compressor.notices];
    const busy = this.#indexing || this.#following > 0;
    const resting = !(busy || this.#reading !== undefined || this.#ahead || this.#background > 0);
    const shared = { files: index.count(), unparsed: index.waiting(), notices, bytes: index.bytes(), resting };
    if (this.#failure !== undefined) return { ...shared, state: 'failed' };
    if (this.#paused) return { ...shared, state: 'paused' };
    return { ...shared, state: busy ? 'indexing' : 'ready' };
  }

  changed(paths: readonly string[] | 'all'): void {
    this.#behind(async ({ compressor }) => {
      await compressor.apply(paths, this.#tell);
      void this.#readCode();
    });
  }

  overlay(path: string, text: string | undefined): void {
    if (text === undefined) this.#overlays.delete(path);
    else this.#overlays.set(path, text);
    this.#behind(async ({ compressor }) => compressor.overlay(path, text));
  }

  /** Looks whether these files are as the index knows them, and now and then at all others. */
  recheck(paths: readonly string[]): void {
    this.#behind(async ({ compressor }) => {
      if (compressor.refresh(paths) || (await compressor.followHead())) this.#options.onRevised();
    });
    if (this.#options.clock.monotonic() - this.#lookedAt > LOOK_AGAIN_MS) this.#look();
  }

  pause(): void {
    this.#paused = true;
    void this.#kept.now.then(({ compressor }) => this.#paused && compressor.stop());
  }

  resume(): void {
    if (!this.#paused) return;
    this.#paused = false;
    // In its turn: a question that comes next is about what changed meanwhile.
    this.#behind(async ({ compressor }) => {
      if (this.#paused) return;
      compressor.go();
      this.#look();
      await compressor.apply([], this.#tell);
      void this.#readCode();
    });
  }

  /** Ends all work and closes the database. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#flushing?.dispose();
    await this.#kept.close(this.#tail);
  }

  /** Looks at the whole workspace behind the questions, then reads the code that waits. */
  #look(): void {
    if (this.#indexing || this.#closed || this.#paused) return;
    this.#indexing = true;
    this.#failure = undefined;
    const { clock, onRevised } = this.#options;
    this.#lookedAt = clock.monotonic();
    this.#looked = this.#kept
      .use(async ({ compressor, index }) => {
        const known = index.complete;
        const revised = await compressor.sync((progress) => {
          if (!known) this.#readAlong(progress);
          this.#tell(progress);
        });
        if (revised && known) onRevised();
      })
      .catch((error: unknown) => {
        this.#failure = indexError(error);
        this.#options.log.error('The index could not be made', error);
      })
      .finally(() => {
        this.#indexing = false;
        this.#taken?.resolve();
        this.#taken = undefined;
        this.#tellEnd();
      });
    void this.#looked.then(() => this.#readCode());
  }

  /** Background work waits for what was asked for meanwhile; but not for a question that waits for this very work. */
  readonly #giveWay = async (): Promise<void> => {
    if (this.#awaiting === 0) await this.#tail;
  };

  /** Code is read by another process, which need not wait until all texts of a first index are taken in. */
  #readAlong({ done, total }: IndexProgress): void {
    if (done === 0 || total > limits.readAlongFiles) return;
    this.#taken?.resolve();
    this.#taken = Promise.withResolvers();
    void this.#readCode();
  }

  /** Resolves to whether more texts may have come whose code is read beside them. */
  readonly #more = async (): Promise<boolean> => {
    if (this.#taken === undefined) return false;
    await this.#taken.promise;
    return true;
  };

  #readCode(): Promise<void> {
    this.#reading ??= this.#readAll().finally(() => {
      this.#reading = undefined;
      this.#unread = true;
      void this.#behindAll();
    });
    return this.#reading;
  }

  async #readAll(): Promise<void> {
    const { onProgress, onRevised, log } = this.#options;
    try {
      const read = await this.#kept.use(({ index, compressor }) =>
        compressor.readCode(
          (progress) => {
            if (!index.complete) return;
            if (index.waitingProduct() === 0) this.#productRead.resolve();
            onProgress(progress);
          },
          this.#giveWay,
          this.#more,
        ),
      );
      if (read > 0) onRevised();
    } catch (error) {
      log.error('The code could not be read', error);
    } finally {
      this.#productRead.resolve();
    }
  }

  async #behindAll(): Promise<void> {
    this.#background++;
    await this.#merge();
    await this.#goAhead();
    this.#background--;
  }

  /** For later questions, once nothing was asked and nothing changed for a while; where there is only one, it is not worth it. */
  async #goAhead(): Promise<void> {
    if (this.#ahead || this.#options.settled) return;
    const { log, onRevised } = this.#options;
    this.#ahead = true;
    try {
      for (let done = false; !done; ) {
        await this.#quiet();
        if (this.#closed) return;
        await this.#kept.use(({ index }) => index.log.carryOver());
        const unread = this.#unread;
        this.#unread = false;
        if (unread && (await this.#kept.use(({ compressor }) => compressor.readAhead(this.#giveWay)))) onRevised();
        done = await this.#rehearse();
      }
    } catch (error) {
      if (!this.#closed) log.error('What later questions need could not be prepared', error);
    } finally {
      this.#ahead = false;
    }
  }

  /** Resolves when nothing was asked and nothing changed for a while. */
  async #quiet(): Promise<void> {
    const { clock } = this.#options;
    while (!this.#closed && clock.monotonic() - this.#busyAt < limits.readAheadQuietMs)
      await new Promise<void>((resolve) => clock.after(limits.readAheadQuietMs, resolve));
  }

  /** Step by step for as long as nobody asks and nothing changes. Resolves to whether it came to the end. */
  async #rehearse(): Promise<boolean> {
    const { clock } = this.#options;
    const since = this.#busyAt;
    const until = clock.monotonic() + limits.rehearsalMs;
    return await this.#kept.use(async ({ compressor }) => {
      while (this.#busyAt === since && !this.#closed) {
        if (clock.monotonic() > until || !compressor.rehearse()) return true;
        await new Promise<void>((resolve) => clock.after(0, resolve));
      }
      return this.#closed;
    });
  }

  /** Behind everything else: nobody waits for it. */
  async #merge(): Promise<void> {
    if (this.#merging || this.#closed) return;
    this.#merging = true;
    try {
      await this.#kept.use(({ compressor }) => compressor.mergeIndex(async () => await this.#tail));
    } catch (error) {
      this.#options.log.error('The index could not be merged', error);
    } finally {
      this.#merging = false;
    }
  }

  /** A change: nobody waits for it but the next question. */
  #behind(work: (opened: Opened) => Promise<void>): void {
    this.#following++;
    this.#inOrder(() => this.#kept.use(work))
      .catch((error: unknown) => {
        this.#options.log.error('The index could not follow a change', error);
      })
      .finally(() => {
        this.#following--;
        this.#tellEnd();
        this.#flushSoon();
      });
  }

  /** A later change that fills the log would wait for what the disk does not have of it yet. */
  #flushSoon(): void {
    this.#flushing ??= this.#options.clock.after(limits.logFlushMs, () => {
      this.#flushing = undefined;
      void this.#kept.now.then(({ index }) => index.log.flush());
    });
  }

  readonly #tell = (progress: IndexProgress): void => {
    if (progress.total > 0 && progress.total < FEW_FILES) return;
    this.#told = true;
    this.#options.onProgress(progress);
  };

  /** Once no text is being read any more, so that who asks for the state then hears so. */
  #tellEnd(): void {
    if (!this.#told || this.#indexing || this.#following > 0) return;
    this.#told = false;
    this.#options.onProgress({ done: 0, total: 0, phase: 'code' });
  }

  #inOrder<T>(work: () => Promise<T>): Promise<T> {
    this.#busyAt = this.#options.clock.monotonic();
    const result = this.#tail.then(work);
    this.#tail = result.catch(() => {});
    return result;
  }
}

/** As people get to know it. */
export function indexError(thrown: unknown): WeeError {
  const { code, message, remedy } = WeeError.from(thrown);
  const known = code === 'internal' || code === 'storage-failed' ? 'index-failed' : code;
  return new WeeError(known, message, remedy, { cause: thrown });
}
