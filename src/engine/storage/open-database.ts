import { chmodSync, existsSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { WeeError } from '../errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import { applicationId } from './application-id.ts';
import type { Database, OpenDriver } from './database.ts';
import { type DriverOptions, loadDriver } from './load-driver.ts';
import { makeFolder } from './make-folder.ts';
import type { Migration } from './migration.ts';
import { storageError } from './storage-error.ts';

export interface OpenOptions extends DriverOptions {
  /** Absolute path, or `:memory:`. */
  readonly path: string;
  readonly application: keyof typeof applicationId;
  readonly migrations: readonly Migration[];
  /** ms to wait for another window's lock. */
  readonly busyMs: number;
  /**
   * `quick` (default) reads every page, so that a torn file is found now; `none` leaves that to the first read that meets the damage,
   * for a database whose rows carry checksums and whose owner opens it on the editor's thread, and for one that can be made anew (reading
   * all of a large index would take longer than the first question).
   */
  readonly check?: 'quick' | 'none';
  readonly clock: Clock;
  readonly log: Log;
}

export interface OpenedDatabase {
  readonly database: Database;
  /** For people: what was set aside. Empty when all is well. */
  readonly notices: readonly string[];
}

const COMPANIONS = ['', '-wal', '-shm'] as const;

/**
 * Opens a database that only this user can read, in WAL mode, at the newest schema. One that is corrupt or not ours is set
 * aside (renamed, kept) and a new one begun.
 * @throws WeeError `storage-failed`: no driver, locked for longer than `busyMs`, read-only, full, or of a newer schema. The
 * caller goes on in memory.
 */
export async function openDatabase(options: OpenOptions): Promise<OpenedDatabase> {
  const open = await loadDriver(options);
  const { path, log } = options;
  if (path === ':memory:') return { database: prepared(open, options), notices: [] };
  try {
    makeFolder(dirname(path));
    try {
      return { database: prepared(open, options), notices: [] };
    } catch (error) {
      if (!isForeignOrCorrupt(error)) throw error;
      const kept = setAside(path, options.clock);
      const notice = `${path} was damaged or not WEE's; it was kept as ${kept} and a new one begun.`;
      log.warn(notice);
      return { database: prepared(open, options), notices: [notice] };
    }
  } catch (error) {
    throw storageError(error, path);
  }
}

class ForeignFile extends Error {}

function isForeignOrCorrupt(error: unknown): boolean {
  if (error instanceof ForeignFile) return true;
  const message = error instanceof Error ? error.message : '';
  return /file is not a database|malformed|disk image|unsupported file format/i.test(message);
}

function prepared(open: OpenDriver, options: OpenOptions): Database {
  const { path, application, migrations, busyMs } = options;
  const database = open(path, busyMs);
  try {
    checkOwner(database, applicationId[application]);
    // Before any write: a torn file must be found now and not by the first row that is lost in it.
    const health = options.check === 'none' ? undefined : database.prepare('PRAGMA quick_check(1)').get();
    if (health !== undefined && Object.values(health)[0] !== 'ok')
      throw new ForeignFile('database disk image is malformed');
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON');
    migrate(database, applicationId[application], migrations);
    if (path !== ':memory:') {
      for (const companion of COMPANIONS) if (existsSync(path + companion)) chmodSync(path + companion, 0o600);
    }
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function checkOwner(database: Database, ours: number): void {
  // One read transaction, one snapshot: another window may be migrating, and between two reads its work would look foreign.
  database.exec('BEGIN');
  const id = pragma(database, 'application_id');
  const tables = Number(Object.values(database.prepare('SELECT count(*) FROM sqlite_master').get() ?? {})[0] ?? 0);
  database.exec('COMMIT');
  if (id === ours) return;
  if (id !== 0 || tables > 0) throw new ForeignFile('The file belongs to another program.');
}

/** In one transaction, so that two windows that open at once do not both migrate. */
function migrate(database: Database, application: number, migrations: readonly Migration[]): void {
  const newest = migrations.at(-1)?.version ?? 0;
  if (pragma(database, 'user_version') === newest) return;
  database.transaction(() => {
    const version = pragma(database, 'user_version');
    if (version > newest) {
      throw new WeeError(
        'storage-failed',
        `${database.path} was written by a newer WEE (schema ${version}, this one knows ${newest}).`,
        'Update WEE; until then answers are kept in memory only.',
      );
    }
    for (const migration of migrations) if (migration.version > version) database.exec(migration.sql);
    database.exec(`PRAGMA application_id = ${application}; PRAGMA user_version = ${newest}`);
  });
}

function pragma(database: Database, name: 'application_id' | 'user_version'): number {
  return Number(database.prepare(`PRAGMA ${name}`).get()?.[name] ?? 0);
}

function setAside(path: string, clock: Clock): string {
  const stamp = new Date(clock.now()).toISOString().replace(/\D/g, '').slice(0, 14);
  let kept = `${path}.corrupt-${stamp}`;
  for (let n = 2; existsSync(kept); n++) kept = `${path}.corrupt-${stamp}-${n}`;
  for (const companion of COMPANIONS) if (existsSync(path + companion)) renameSync(path + companion, kept + companion);
  return kept;
}
