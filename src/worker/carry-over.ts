import { existsSync } from 'node:fs';
import type { Log } from '../engine/ports/log.ts';
import { loadDriver } from '../engine/storage/load-driver.ts';
import type { CarryOver } from './protocol.ts';

/** Carries the write-ahead log of a database over into it: that waits for the disk, for which the editor's thread has no time. */
export async function carryOver({ path, driver }: CarryOver, binding: string | undefined, log: Log): Promise<void> {
  try {
    const open = await loadDriver({ binding });
    const probe = open(':memory:', 0);
    probe.close();
    // Opening a file that is gone would make it anew.
    if (probe.driver !== driver || !existsSync(path)) return;
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
