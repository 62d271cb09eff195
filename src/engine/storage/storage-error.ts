import { accessSync, constants, existsSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { WeeError } from '../errors.ts';

/** Bytes that opening a database takes: its first page, its log and the log's index. */
const NEEDED = 64 * 1024;
const LOCKED = /database( table)? is (locked|busy)/i;

/** Whether it failed since another process holds the database, which passes. */
export function isLocked(error: unknown): boolean {
  const message = error instanceof Error ? error.message : String(error);
  return LOCKED.test(message) || (error instanceof WeeError && error.cause !== undefined && isLocked(error.cause));
}

/** What a failing database means to a person; a WeeError passes through. */
export function storageError(error: unknown, path: string): WeeError {
  if (error instanceof WeeError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const [what, remedy] = explain(message, path);
  return new WeeError('storage-failed', `${path}: ${what} (${message})`, remedy, { cause: error });
}

function explain(message: string, path: string): readonly [what: string, remedy: string] {
  if (LOCKED.test(message)) return ['another window holds it', 'Close other windows on this folder, or wait.'];
  if (/full|ENOSPC/i.test(message) || (/disk I\/O error/i.test(message) && isFull(path)))
    return ['the disk is full', 'Free some space; WEE goes on in memory.'];
  if (
    /readonly|read-only|EROFS|EACCES|EPERM/i.test(message) ||
    (/unable to open/i.test(message) && !isWritable(path))
  ) {
    return [
      'it cannot be written',
      'Make its folder writable, or choose another with WEE_DATA; WEE goes on in memory.',
    ];
  }
  if (/ENOTDIR|ENOENT|EEXIST|ELOOP|ENAMETOOLONG|unable to open|CANTOPEN/i.test(message)) {
    return ['it cannot be opened', 'Check that its folder exists and is a folder; WEE goes on in memory.'];
  }
  return ['it cannot be used', 'See the WEE log; WEE goes on in memory.'];
}

/** SQLite says of a folder on a read-only disk only that it is unable to open. */
function isWritable(path: string): boolean {
  const folder = dirname(path);
  if (!existsSync(folder)) return true;
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Where SQLite cannot make its shared memory, it says only that reading or writing failed. */
function isFull(path: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(dirname(path));
    return bavail * bsize < NEEDED;
  } catch {
    return false;
  }
}
