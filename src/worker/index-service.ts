import { statSync } from 'node:fs';
import type { CodeParser } from '../engine/context/code/code-parser.ts';
import { Compressor } from '../engine/context/compressor.ts';
import type { RunGit } from '../engine/context/history/run-git.ts';
import { FileIndex } from '../engine/context/index/file-index.ts';
import { indexMigrations } from '../engine/context/index/migrations.ts';
import type { ProjectContext } from '../engine/domain/context.ts';
import type { Finding } from '../engine/domain/finding.ts';
import type { SkillInput } from '../engine/domain/skill.ts';
import type { WorkspaceFolders } from '../engine/domain/workspace-folders.ts';
import { WeeError } from '../engine/errors.ts';
import { limits } from '../engine/limits.ts';
import type { Clock } from '../engine/ports/clock.ts';
import type { CompressRequest, IndexProgress, IndexStatus } from '../engine/ports/context-source.ts';
import type { Log } from '../engine/ports/log.ts';
import { damageOf } from '../engine/storage/damage-of.ts';
import { openDatabase } from '../engine/storage/open-database.ts';

export interface IndexServiceOptions {
  readonly folders: WorkspaceFolders;
  /** Absolute path of index.db. */
  readonly indexPath: string;
  readonly binding: string | undefined;
  /** No question is answered before the workspace was looked at once: nobody tells of changes later. */
  readonly settled: boolean;
  /** Git in a folder, by absolute path. */
  readonly git: (folder: string) => RunGit;
  readonly parser: CodeParser;
  readonly clock: Clock;
  readonly log: Log;
  readonly runSkills: (ids: readonly string[], input: SkillInput) => readonly Finding[];
  readonly onProgress: (progress: IndexProgress) => void;
  /** The index found by itself what could alter a context. */
  readonly onRevised: () => void;
  /** Files of git's that change when HEAD moves, for whoever watches them. */
  readonly onGitPlaces: (paths: readonly string[]) => void;
}

/** An open index, and what keeps it true. */
interface Opened {
  readonly index: FileIndex;
  readonly compressor: Compressor;
  /** Number of the database's file on disk, by which one that was replaced is noticed; `undefined` in memory. */
  readonly inode: number | undefined;
}

/** ms between two looks at the whole workspace for what a watcher missed. */
const LOOK_AGAIN_MS = 60_000;

/**
 * The life of an index: opened, brought up to the workspace, kept so, and made anew when its database is lost or damaged.
 * Questions and changes are worked through in the order in which they come; the rest is done behind them.
 */
export class IndexService {
  readonly #options: IndexServiceOptions;
  readonly #overlays = new Map<string, string>();
  readonly #notices = new Set<string>();
  #opened: Promise<Opened>;
  /** Everything that reads or alters the index on demand waits for what came before it. */
  #tail: Promise<unknown> = Promise.resolve();
  /** Resolves when the workspace was looked at once, or that was stopped. */
  #looked: Promise<void> = Promise.resolve();
  /** Resolves when the code was read too. */
  #read: Promise<void> = Promise.resolve();
  #failure: WeeError | undefined;
  #indexing = false;
  #reading = false;
  /** Changes that are not taken in yet. */
  #following = 0;
  #paused = false;
  #closed = false;
  #lookedAt = 0;

  constructor(options: IndexServiceOptions) {
    this.#options = options;
    this.#opened = this.#open(options.indexPath);
    this.#look();
  }

  compress(request: CompressRequest): Promise<ProjectContext> {
    return this.#inOrder(async () => {
      const { index } = await this.#opened;
      if (this.#options.settled || !index.complete) await this.#looked;
      if (this.#options.settled && index.waiting() <= limits.codeWaitFiles) await this.#read;
      if (!index.complete && this.#failure !== undefined) throw this.#failure;
      return await this.#kept(({ compressor }) => compressor.compress(request, this.#options.onRevised));
    });
  }

  async status(): Promise<IndexStatus> {
    const { index, compressor } = await this.#opened;
    const notices = [...this.#notices, ...compressor.notices];
    const shared = { files: index.count(), unparsed: index.waiting(), notices, bytes: index.bytes() };
    if (this.#failure !== undefined) return { ...shared, state: 'failed' };
    if (this.#paused) return { ...shared, state: 'paused' };
    return { ...shared, state: this.#indexing || this.#following > 0 ? 'indexing' : 'ready' };
  }

  changed(paths: readonly string[] | 'all'): void {
    this.#behind(async ({ compressor }) => {
      await compressor.apply(paths, this.#options.onProgress);
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
    void this.#opened.then(({ compressor }) => this.#paused && compressor.stop());
  }

  resume(): void {
    if (!this.#paused) return;
    this.#paused = false;
    void this.#opened.then(({ compressor }) => {
      compressor.go();
      this.changed([]);
      this.#look();
    });
  }

  /** Ends all work and closes the database. */
  async close(): Promise<void> {
    this.#closed = true;
    const { index, compressor } = await this.#opened;
    compressor.stop();
    await this.#tail;
    index.close();
  }

  /** On disk where that works, else in memory: a question is worth more than a kept index. */
  async #open(path: string): Promise<Opened> {
    const { binding, clock, log, folders, git, parser, runSkills, onGitPlaces } = this.#options;
    const shared = {
      application: 'index',
      migrations: indexMigrations,
      busyMs: 5_000,
      check: 'none',
      binding,
      clock,
      log,
    } as const;
    let database: Awaited<ReturnType<typeof openDatabase>>['database'];
    try {
      const opened = await openDatabase({ ...shared, path });
      for (const notice of opened.notices) this.#notices.add(notice);
      database = opened.database;
    } catch (thrown) {
      const error = WeeError.from(thrown);
      this.#notices.add(`The index is kept in memory: ${error.message} ${error.remedy}`);
      database = (await openDatabase({ ...shared, path: ':memory:' })).database;
    }
    const index = new FileIndex(database, folders);
    const compressor = new Compressor({ folders, index, git, clock, parser, runSkills, onGitPlaces });
    for (const [at, text] of this.#overlays) compressor.overlay(at, text);
    if (this.#paused) compressor.stop();
    return { index, compressor, inode: inodeOf(database.path) };
  }

  /** Looks at the whole workspace behind the questions, then reads the code that waits. */
  #look(): void {
    if (this.#indexing || this.#closed || this.#paused) return;
    this.#indexing = true;
    this.#failure = undefined;
    const { clock, onProgress, onRevised } = this.#options;
    this.#lookedAt = clock.monotonic();
    this.#looked = this.#kept(async ({ compressor, index }) => {
      const known = index.complete;
      if ((await compressor.sync(onProgress)) && known) onRevised();
    })
      .catch((error: unknown) => {
        this.#failure = indexError(error);
        this.#options.log.error('The index could not be made', error);
      })
      .finally(() => {
        this.#indexing = false;
      });
    this.#read = this.#looked.then(() => this.#readCode());
  }

  /** Background work waits for what was asked for meanwhile; but not for a question that waits for this very work. */
  readonly #giveWay = async (): Promise<void> => {
    if (!this.#options.settled) await this.#tail;
  };

  async #readCode(): Promise<void> {
    if (this.#reading) return;
    const { onProgress, onRevised, log } = this.#options;
    this.#reading = true;
    try {
      const read = await this.#kept(({ compressor }) => compressor.readCode(onProgress, this.#giveWay));
      if (read > 0) onRevised();
    } catch (error) {
      log.error('The code could not be read', error);
    } finally {
      this.#reading = false;
    }
  }

  /** Works on the index; where its database turns out to be lost or damaged, once more on one that was made anew. */
  async #kept<T>(work: (opened: Opened) => Promise<T>): Promise<T> {
    const opened = await this.#opened;
    if (opened.inode !== undefined && inodeOf(this.#options.indexPath) !== opened.inode) {
      return await work(await this.#anew(opened, 'The index was deleted while in use', this.#options.indexPath, false));
    }
    try {
      return await work(opened);
    } catch (error) {
      if (this.#closed) throw error;
      const now = await this.#opened;
      if (now !== opened) return await work(now);
      const damage = damageOf(error);
      if (damage === undefined) throw error;
      const path = damage === 'corrupt' ? this.#options.indexPath : ':memory:';
      return await work(await this.#anew(opened, `The index could not be used any more (${String(error)})`, path));
    }
  }

  /** Whoever finds the damage first has it mended; the others wait. */
  async #anew(broken: Opened, why: string, path: string, damaged = true): Promise<Opened> {
    if ((await this.#opened) !== broken) return await this.#opened;
    const { log, onProgress, onRevised } = this.#options;
    log.warn(`${why}; it is made anew.`);
    this.#notices.add(`${why}; it was made anew.`);
    this.#opened = (async () => {
      broken.compressor.stop();
      closeQuietly(broken.index);
      const opened = await this.#open(path);
      // The database may look sound and its search tables not.
      if (damaged) opened.index.clear();
      await opened.compressor.sync(onProgress);
      onRevised();
      void Promise.resolve().then(() => this.#readCode());
      return opened;
    })();
    return await this.#opened;
  }

  /** A change: nobody waits for it but the next question. */
  #behind(work: (opened: Opened) => Promise<void>): void {
    this.#following++;
    this.#inOrder(() => this.#kept(work))
      .catch((error: unknown) => {
        this.#options.log.error('The index could not follow a change', error);
      })
      .finally(() => {
        this.#following--;
      });
  }

  #inOrder<T>(work: () => Promise<T>): Promise<T> {
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

function inodeOf(path: string): number | undefined {
  return path === ':memory:' ? undefined : (statSync(path, { throwIfNoEntry: false })?.ino ?? -1);
}

function closeQuietly(index: FileIndex): void {
  try {
    index.close();
  } catch {
    // It is lost anyway.
  }
}
