import { existsSync } from 'node:fs';
import type { Log } from '../engine/ports/log.ts';
import { loadDriver } from '../engine/storage/load-driver.ts';

/** Carries the write-ahead log of a database over into it: that waits for the disk, for which the editor has no time. */
export async function carryOver(path: string, binding: string | undefined, log: Log): Promise<void> {
  try {
    const open = await loadDriver({ binding });
    // Opening a file that is gone would make it anew.
    if (!existsSync(path)) return;
    const database = open(path, 0);
    try {
      database.exec('PRAGMA wal_checkpoint(PASSIVE)');
    } finally {
      database.close();
    }
  } catch (error) {
    log.debug(`The log of ${path} was not carried over: ${error instanceof Error ? error.message : String(error)}`);
  }
}
