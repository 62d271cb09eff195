import { open } from 'node:fs/promises';
import type { Database } from '../../storage/database.ts';

/**
 * SQLite's log of what was written to the index since it was last carried over into the database, which waits until the disk has both.
 * Of the two the log is the greater: the disk is given it beside the work, so that little is left to wait for.
 */
export class WriteAheadLog {
  readonly #path: string;
  readonly #checkpoint;

  constructor(database: Database) {
    this.#path = `${database.path}-wal`;
    this.#checkpoint = database.prepare('PRAGMA wal_checkpoint(PASSIVE)');
  }

  /** Resolves when the disk has what was written up to now, or cannot be given it; whoever goes on to write need not wait. */
  async flush(): Promise<void> {
    try {
      const file = await open(this.#path, 'r+');
      await file.datasync().finally(() => file.close());
    } catch {
      // Nothing was written yet, or the index is in memory: SQLite does what there is to be done.
    }
  }

  /** Carries it over: a save has no time for it. */
  async carryOver(): Promise<void> {
    await this.flush();
    this.#checkpoint.get();
  }
}
