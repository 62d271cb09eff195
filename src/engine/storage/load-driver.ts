import { WeeError } from '../errors.ts';
import { openBetterSqlite } from './better-sqlite.ts';
import type { OpenDriver } from './database.ts';
import { openNodeSqlite } from './node-sqlite.ts';

export interface DriverOptions {
  /** Path of better-sqlite3's binary; without it, only `node:sqlite` is tried. */
  readonly binding?: string | undefined;
  /** Node-API version of this process; injected by tests. */
  readonly napi?: number;
}

/**
 * The best SQLite that this Node can load. better-sqlite3's binary ends the process with a segmentation fault below Node-API
 * 10 (Node 22.14), so it is not even touched there.
 * @throws WeeError `storage-failed` when there is none.
 */
export async function loadDriver(options: DriverOptions): Promise<OpenDriver> {
  const napi = options.napi ?? Number(process.versions.napi);
  const reasons: string[] = [];
  if (options.binding === undefined) reasons.push('better-sqlite3 has no binary for this platform');
  else if (napi < 10) reasons.push(`better-sqlite3 needs Node 22.14 or newer, this is ${process.version}`);
  else {
    try {
      return await openBetterSqlite(options.binding);
    } catch (error) {
      reasons.push(`better-sqlite3: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  try {
    return await openNodeSqlite();
  } catch (error) {
    reasons.push(`node:sqlite: ${error instanceof Error ? error.message : String(error)}`);
  }
  throw new WeeError('storage-failed', `No SQLite can be loaded (${reasons.join('; ')}).`, 'Use Node 22.14 or newer.');
}
