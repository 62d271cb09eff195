import { statSync } from 'node:fs';
import { limits } from '../../limits.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Disposable } from '../../ports/disposable.ts';
import type { Log } from '../../ports/log.ts';
import { damageOf } from '../../storage/damage-of.ts';
import type { Database } from '../../storage/database.ts';
import { openDatabase } from '../../storage/open-database.ts';
import { storageError } from '../../storage/storage-error.ts';
import { answerMigrations } from './migrations.ts';

export interface DiskStoreOptions<Open> {
  /** Absolute path of answers.db. */
  readonly path: string;
  readonly binding: string | undefined;
  readonly clock: Clock;
  readonly log: Log;
  /** Pages of the write-ahead log from which on a write carries them over into the database; SQLite's own (1,000) if not given. */
  readonly logPages: number | undefined;
  /** Builds what stands on the database. */
  readonly build: (database: Database) => Promise<Open>;
  /** Lets go of it, the database included. */
  readonly close: (open: Open) => void;
  /** Called each time a database has been opened, with what stood on the one before, if it was lost. */
  readonly onOpen: (open: Open, lost: Open | undefined) => void;
}

/**
 * Keeps a database open: tries again where it could not be opened, and notices when it was deleted, replaced or damaged under
 * us; then a new one is begun.
 */
export class DiskStore<Open> {
  readonly #options: DiskStoreOptions<Open>;
  #open: { readonly value: Open; readonly file: string } | undefined;
  #opening: Promise<void> | undefined;
  #retry: Disposable | undefined;
  #failures = 0;
  #disposed = false;
  /** What is wrong now. */
  #trouble: string | undefined;
  /** What happened, for people; the last few. */
  readonly #events: string[] = [];

  constructor(options: DiskStoreOptions<Open>) {
    this.#options = options;
  }

  get current(): Open | undefined {
    return this.#open?.value;
  }

  /** Resolves when the database is open or could not be opened; `undefined` where that is so. */
  ready(): Promise<void> | undefined {
    if (this.#open !== undefined || this.#retry !== undefined || this.#disposed) return undefined;
    this.#opening ??= this.#begin(undefined).finally(() => {
      this.#opening = undefined;
    });
    return this.#opening;
  }

  /** Whether the file is the one that was opened. If it is not, a new one is begun, and what waited goes there. */
  stillThere(): boolean {
    if (this.#open === undefined || fileId(this.#options.path) === this.#open.file) return true;
    this.#lose(
      `${this.#options.path} was deleted or replaced while in use; a new one was begun with what memory still held.`,
    );
    return false;
  }

  /** Looks whether an error means that the file is damaged; then it is set aside and a new one begun. */
  examine(error: unknown): void {
    if (this.#open !== undefined && damageOf(error) === 'corrupt')
      this.#lose(`${this.#options.path} was damaged while in use.`);
  }

  notices(): readonly string[] {
    return this.#trouble === undefined ? this.#events : [...this.#events, this.#trouble];
  }

  dispose(): void {
    this.#disposed = true;
    this.#retry?.dispose();
    const open = this.#open;
    this.#open = undefined;
    if (open !== undefined) this.#options.close(open.value);
  }

  #lose(what: string): void {
    const lost = this.#open;
    this.#open = undefined;
    this.#say(what);
    if (lost === undefined) return;
    try {
      this.#options.close(lost.value);
    } catch {
      // It is gone anyway.
    }
    this.#opening = this.#begin(lost.value).finally(() => {
      this.#opening = undefined;
    });
  }

  async #begin(lost: Open | undefined): Promise<void> {
    try {
      // The whole is read only where damage was met: this thread is the editor's.
      const value = await this.#build(lost === undefined ? 'none' : 'quick').catch((error: unknown) => {
        if (damageOf(error) !== 'corrupt') throw error;
        return this.#build('quick');
      });
      if (this.#disposed) {
        this.#options.close(value);
        return;
      }
      this.#open = { value, file: fileId(this.#options.path) };
      this.#failures = 0;
      this.#trouble = undefined;
      this.#options.onOpen(value, lost);
    } catch (thrown) {
      const error = storageError(thrown, this.#options.path);
      if (this.#failures === 0) this.#options.log.warn(`Disk cache is off: ${error.message} ${error.remedy}`);
      this.#trouble = `Disk cache is off: ${error.message} ${error.remedy}`;
      this.#again(lost);
    }
  }

  async #build(check: 'none' | 'quick'): Promise<Open> {
    const { path, binding, clock, log, build, logPages } = this.#options;
    const { database, notices } = await openDatabase({
      path,
      application: 'answers',
      migrations: answerMigrations,
      busyMs: limits.hostBusyMs,
      binding,
      check,
      clock,
      log,
    });
    for (const notice of notices) this.#say(notice);
    try {
      if (logPages !== undefined) database.exec(`PRAGMA wal_autocheckpoint = ${logPages}`);
      return await build(database);
    } catch (error) {
      database.close();
      throw error;
    }
  }

  #again(lost: Open | undefined): void {
    if (this.#disposed) return;
    const pause = Math.min(limits.diskRetryMs * 2 ** this.#failures++, limits.diskRetryMaxMs);
    this.#retry = this.#options.clock.after(pause, () => {
      this.#retry = undefined;
      void this.#begin(lost);
    });
  }

  #say(notice: string): void {
    this.#options.log.warn(`Disk cache: ${notice}`);
    this.#events.push(notice);
    if (this.#events.length > MOST_EVENTS) this.#events.shift();
  }
}

const MOST_EVENTS = 5;

function fileId(path: string): string {
  try {
    const stat = statSync(path, { throwIfNoEntry: false });
    return stat === undefined ? 'none' : `${stat.dev}:${stat.ino}`;
  } catch {
    return 'none';
  }
}
