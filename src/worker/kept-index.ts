import { statSync } from 'node:fs';
import type { CodeReader } from '../engine/context/code/code-parser.ts';
import { Compressor } from '../engine/context/compressor.ts';
import type { RunGit } from '../engine/context/history/run-git.ts';
import { FileIndex } from '../engine/context/index/file-index.ts';
import { indexMigrations } from '../engine/context/index/migrations.ts';
import type { Finding } from '../engine/domain/finding.ts';
import type { SkillInput } from '../engine/domain/skill.ts';
import type { WorkspaceFolders } from '../engine/domain/workspace-folders.ts';
import { WeeError } from '../engine/errors.ts';
import { limits } from '../engine/limits.ts';
import type { Clock } from '../engine/ports/clock.ts';
import type { CompressRequest, IndexProgress } from '../engine/ports/context-source.ts';
import type { Embedder } from '../engine/ports/embedder.ts';
import type { Log } from '../engine/ports/log.ts';
import { damageOf } from '../engine/storage/damage-of.ts';
import { openDatabase } from '../engine/storage/open-database.ts';

/** What an index is made of, and whom it tells. */
export interface KeptIndexOptions {
  readonly folders: WorkspaceFolders;
  /** Absolute path of index.db. */
  readonly indexPath: string;
  readonly binding: string | undefined;
  /** Git in a folder, by absolute path. */
  readonly git: (folder: string) => RunGit;
  readonly reader: CodeReader;
  readonly clock: Clock;
  readonly log: Log;
  readonly runSkills: (ids: readonly string[], input: SkillInput) => readonly Finding[];
  readonly onProgress: (progress: IndexProgress) => void;
  /** See `CompressorOptions`. */
  readonly rehearsedAs?: readonly CompressRequest['agent'][] | undefined;
  /** An endpoint for embeddings, where one is set up. */
  readonly embedder: Embedder | undefined;
  /** No question is answered before the workspace was looked at once: nobody tells of changes later. */
  readonly settled: boolean;
  /** Files of git's that change when HEAD moves, for whoever watches them. */
  readonly onGitPlaces: (paths: readonly string[]) => void;
  /** Called with every compressor before it works. */
  readonly prepare: (compressor: Compressor) => void;
  /** An index was made anew, and its text is whole again. */
  readonly onAnew: () => void;
}

/** An open index, and what keeps it true. */
export interface Opened {
  readonly index: FileIndex;
  readonly compressor: Compressor;
  /** Number of the database's file on disk, by which one that was replaced is noticed; `undefined` in memory. */
  readonly inode: number | undefined;
}

/** An index that is made anew when its database is lost or damaged in use. */
export class KeptIndex {
  readonly #options: KeptIndexOptions;
  /** For people: what happened to its database. */
  readonly notices = new Set<string>();
  #opened: Promise<Opened>;
  #closed = false;

  constructor(options: KeptIndexOptions) {
    this.#options = options;
    this.#opened = this.#open(options.indexPath);
  }

  /** The index as it is, or is being made. */
  get now(): Promise<Opened> {
    return this.#opened;
  }

  /** Works on the index; where its database turns out to be lost or damaged, once more on one that was made anew. */
  async use<T>(work: (opened: Opened) => Promise<T>): Promise<T> {
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
    const { log, onProgress, onAnew } = this.#options;
    log.warn(`${why}; it is made anew.`);
    this.notices.add(`${why}; it was made anew.`);
    this.#opened = (async () => {
      broken.compressor.stop();
      closeQuietly(broken.index);
      const opened = await this.#open(path);
      // The database may look sound and its search tables not.
      if (damaged) opened.index.clear();
      await opened.compressor.sync(onProgress);
      onAnew();
      return opened;
    })();
    return await this.#opened;
  }

  /** Stops all work, waits for what goes on and closes the database. From now on nothing is made anew. */
  async close(goingOn: Promise<unknown>): Promise<void> {
    this.#closed = true;
    const { index, compressor } = await this.#opened;
    compressor.stop();
    await goingOn;
    index.close();
  }

  /** On disk where that works, else in memory: a question is worth more than a kept index. */
  async #open(path: string): Promise<Opened> {
    const {
      binding,
      clock,
      log,
      folders,
      git,
      reader,
      runSkills,
      onGitPlaces,
      prepare,
      settled,
      embedder,
      rehearsedAs,
    } = this.#options;
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
      for (const notice of opened.notices) this.notices.add(notice);
      database = opened.database;
    } catch (thrown) {
      const error = WeeError.from(thrown);
      this.notices.add(`The index is kept in memory: ${error.message} ${error.remedy}`);
      database = (await openDatabase({ ...shared, path: ':memory:' })).database;
    }
    database.exec(
      `PRAGMA cache_size = -${limits.indexCacheKilobytes}; PRAGMA wal_autocheckpoint = ${limits.indexLogPages}`,
    );
    const index = new FileIndex(database, folders);
    const compressor = new Compressor({
      folders,
      index,
      git,
      clock,
      reader,
      runSkills,
      onGitPlaces,
      once: settled,
      embedder,
      rehearsedAs,
    });
    prepare(compressor);
    return { index, compressor, inode: inodeOf(database.path) };
  }
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
