import type { SessionRecord } from '../../../domain/session.ts';
import { WeeError } from '../../../errors.ts';
import { limits } from '../../../limits.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { Disposable } from '../../../ports/disposable.ts';
import type { Log } from '../../../ports/log.ts';
import type { SessionStore } from '../../../ports/session-store.ts';
import type { Database } from '../../../storage/database.ts';
import { openDatabase } from '../../../storage/open-database.ts';
import { storageError } from '../../../storage/storage-error.ts';
import { sessionMigrations } from './migrations.ts';
import { parseSession } from './session-schema.ts';
import { summaryOf } from './summary-of.ts';

export interface SessionStoreOptions {
  /** Absolute path of sessions.db; `undefined` keeps sessions in memory only. */
  readonly path: string | undefined;
  /** Path of better-sqlite3's binary. */
  readonly binding?: string | undefined;
  readonly clock: Clock;
  readonly log: Log;
}

/** Sessions of this process in memory, over those of earlier ones on disk, which is opened at the first need. */
export function createSessionStore({ path, binding, clock, log }: SessionStoreOptions): SessionStore {
  const memory = new Map<string, SessionRecord>();
  const unsaved = new Set<string>();
  const notices = new Set<string>();
  let database: Database | undefined;
  let opening: Promise<void> | undefined;
  let timer: Disposable | undefined;
  let disposed = false;

  function fault(thrown: unknown): void {
    const { message, remedy } = thrown instanceof WeeError ? thrown : storageError(thrown, path ?? '');
    const notice = `Sessions are kept in memory only: ${message} ${remedy}`;
    if (!notices.has(notice)) log.warn(notice);
    notices.add(notice);
  }

  async function open(file: string): Promise<void> {
    try {
      const opened = await openDatabase({
        path: file,
        application: 'sessions',
        migrations: sessionMigrations,
        busyMs: limits.hostBusyMs,
        binding,
        clock,
        log,
      });
      for (const notice of opened.notices) notices.add(notice);
      if (disposed) opened.database.close();
      else database = opened.database;
    } catch (thrown) {
      fault(thrown);
    }
  }

  async function ready(): Promise<void> {
    if (path === undefined || disposed) return;
    opening ??= open(path);
    await opening;
  }

  function guarded<T>(work: (open: Database) => T, otherwise: T): T {
    if (database === undefined) return otherwise;
    try {
      return work(database);
    } catch (thrown) {
      fault(thrown);
      return otherwise;
    }
  }

  function write(): void {
    timer?.dispose();
    timer = undefined;
    guarded((open) => {
      open.transaction(() => {
        const upsert = open.prepare('INSERT OR REPLACE INTO sessions (id, json, started_at) VALUES (?, ?, ?)');
        for (const id of unsaved) {
          const record = memory.get(id);
          if (record !== undefined) upsert.run(id, JSON.stringify(record), record.startedAt);
        }
        open
          .prepare('DELETE FROM sessions WHERE id NOT IN (SELECT id FROM sessions ORDER BY started_at DESC LIMIT ?)')
          .run(limits.sessionsKept);
      });
      unsaved.clear();
    }, undefined);
  }

  async function flush(): Promise<void> {
    if (unsaved.size === 0) return;
    await ready();
    write();
  }

  async function all(): Promise<readonly SessionRecord[]> {
    await ready();
    const rows = guarded(
      (open) => open.prepare('SELECT json FROM sessions ORDER BY started_at DESC LIMIT ?').all(limits.sessionsKept),
      [],
    );
    const known = new Map(rows.flatMap(({ json }) => parseSession(json) ?? []).map((record) => [record.id, record]));
    for (const record of memory.values()) known.set(record.id, record);
    return [...known.values()].sort((a, b) => b.startedAt - a.startedAt).slice(0, limits.sessionsKept);
  }

  return {
    save(record) {
      if (disposed) return;
      memory.set(record.id, record);
      const oldest = memory.keys().next().value;
      if (memory.size > limits.sessionsKept && oldest !== undefined) {
        memory.delete(oldest);
        unsaved.delete(oldest);
      }
      if (path === undefined) return;
      unsaved.add(record.id);
      timer ??= clock.after(limits.diskWriteMs, () => {
        timer = undefined;
        void flush();
      });
    },
    list: async () => (await all()).map(summaryOf),
    async get(id) {
      const records = await all();
      const exact = records.find((record) => record.id === id);
      const begun = records.filter((record) => id.length >= 4 && record.id.startsWith(id));
      return exact ?? (begun.length === 1 ? begun[0] : undefined);
    },
    flush,
    notices: () => [...notices],
    dispose() {
      write();
      disposed = true;
      timer?.dispose();
      guarded((open) => open.close(), undefined);
      database = undefined;
    },
  };
}
