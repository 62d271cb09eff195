import { WeeError } from '../errors.ts';
import { limits } from '../limits.ts';
import type { Clock } from '../ports/clock.ts';
import type { Disposable } from '../ports/disposable.ts';
import type { Log } from '../ports/log.ts';
import type { applicationId } from './application-id.ts';
import type { Database } from './database.ts';
import type { Migration } from './migration.ts';
import { type OpenedDatabase, openDatabase } from './open-database.ts';
import { isLocked, storageError } from './storage-error.ts';

/** What every small store of the host is made with. */
export interface SideStoreOptions {
  /** Absolute path of its file; `undefined` keeps it in memory only. */
  readonly path: string | undefined;
  /** Path of better-sqlite3's binary. */
  readonly binding?: string | undefined;
  readonly clock: Clock;
  readonly log: Log;
}

export interface SideDatabaseOptions extends SideStoreOptions {
  readonly application: keyof typeof applicationId;
  readonly migrations: readonly Migration[];
  /** What it means for people that the file cannot be used: `Sessions are kept in memory only`. */
  readonly without: string;
  /** How loudly that is logged. */
  readonly level: 'warn' | 'debug';
  /** Called once it is open. */
  readonly onOpen?: (database: Database) => void;
}

/** A small database of the host beside the answers, opened at the first need. Never throws: what fails is said once, in `notices`. */
export class SideDatabase {
  readonly #options: SideDatabaseOptions;
  readonly #notices = new Set<string>();
  #database: Database | undefined;
  #opening: Promise<void> | undefined;
  #timer: Disposable | undefined;
  #disposed = false;

  constructor(options: SideDatabaseOptions) {
    this.#options = options;
  }

  get isDisposed(): boolean {
    return this.#disposed;
  }

  /** For people; empty when all is well. */
  get notices(): readonly string[] {
    return [...this.#notices];
  }

  /** Resolves when it is open or cannot be opened. */
  async ready(): Promise<void> {
    const { path } = this.#options;
    if (path === undefined || this.#disposed) return;
    this.#opening ??= this.#open(path);
    await this.#opening;
  }

  /** What `work` makes of the open database; `otherwise` where there is none or it failed. */
  use<T>(work: (database: Database) => T, otherwise: T): T {
    if (this.#database === undefined) return otherwise;
    try {
      return work(this.#database);
    } catch (thrown) {
      this.#fault(thrown);
      return otherwise;
    }
  }

  /** Calls `write` with the database open, within this many ms; calls before then go with it. */
  soon(ms: number, write: () => void): void {
    if (this.#options.path === undefined || this.#disposed) return;
    this.#timer ??= this.#options.clock.after(ms, () => {
      this.#timer = undefined;
      void this.ready().then(write);
    });
  }

  dispose(): void {
    this.#disposed = true;
    this.#timer?.dispose();
    this.use((database) => database.close(), undefined);
    this.#database = undefined;
  }

  async #open(path: string): Promise<void> {
    const { onOpen } = this.#options;
    try {
      const { database, notices } = await this.#openPatiently(path);
      for (const notice of notices) this.#notices.add(notice);
      if (this.#disposed) {
        database.close();
        return;
      }
      this.#database = database;
      onOpen?.(database);
    } catch (thrown) {
      this.#fault(thrown);
    }
  }

  /** Many processes that begin at once, or end, are in each other's way for a moment. */
  async #openPatiently(path: string): Promise<OpenedDatabase> {
    const { application, migrations, binding, clock, log } = this.#options;
    const busyMs = limits.hostBusyMs;
    for (const begun = clock.monotonic(); ; ) {
      try {
        return await openDatabase({ path, application, migrations, busyMs, binding, clock, log });
      } catch (thrown) {
        if (!isLocked(thrown) || this.#disposed || clock.monotonic() - begun >= limits.lockedMs) throw thrown;
      }
      await new Promise<void>((resolve) => clock.after(limits.lockedRetryMs, resolve));
    }
  }

  #fault(thrown: unknown): void {
    const { path = '', without, level, log } = this.#options;
    const { message, remedy } = thrown instanceof WeeError ? thrown : storageError(thrown, path);
    const notice = `${without}: ${message} ${remedy}`;
    if (!this.#notices.has(notice)) log[level](notice);
    this.#notices.add(notice);
  }
}
