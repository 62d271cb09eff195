import * as v from 'valibot';
import { WeeError } from '../../errors.ts';
import { limits } from '../../limits.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Disposable } from '../../ports/disposable.ts';
import type { Log } from '../../ports/log.ts';
import type { SpendRow, SpendStore } from '../../ports/spend-store.ts';
import type { Database } from '../../storage/database.ts';
import { openDatabase } from '../../storage/open-database.ts';
import { storageError } from '../../storage/storage-error.ts';
import { spendMigrations } from './spend-migrations.ts';

export interface SpendStoreOptions {
  /** Absolute path of spend.db; `undefined` forgets at the end. */
  readonly path: string | undefined;
  /** Path of better-sqlite3's binary. */
  readonly binding?: string | undefined;
  readonly clock: Clock;
  readonly log: Log;
}

const rowSchema = v.object({
  day: v.string(),
  agent: v.string(),
  tokens: v.pipe(v.number(), v.finite()),
  cost: v.pipe(v.number(), v.finite()),
  requests: v.pipe(v.number(), v.finite()),
});

/** Sums in a small database that all windows and command lines share; opened at the first need. */
export function createSpendStore({ path, binding, clock, log }: SpendStoreOptions): SpendStore {
  /** Not on disk yet, by day and agent. */
  const pending = new Map<string, SpendRow>();
  const notices = new Set<string>();
  let database: Database | undefined;
  let opening: Promise<void> | undefined;
  let timer: Disposable | undefined;
  let disposed = false;

  function fault(thrown: unknown): void {
    const { message, remedy } = thrown instanceof WeeError ? thrown : storageError(thrown, path ?? '');
    const notice = `What models take is counted in memory only: ${message} ${remedy}`;
    if (!notices.has(notice)) log.warn(notice);
    notices.add(notice);
  }

  async function open(file: string): Promise<void> {
    try {
      const opened = await openDatabase({
        path: file,
        application: 'spend',
        migrations: spendMigrations,
        busyMs: limits.hostBusyMs,
        binding,
        clock,
        log,
      });
      for (const notice of opened.notices) notices.add(notice);
      if (disposed) opened.database.close();
      else {
        database = opened.database;
        database
          .prepare('DELETE FROM spend WHERE day NOT IN (SELECT DISTINCT day FROM spend ORDER BY day DESC LIMIT ?)')
          .run(limits.spendDays);
      }
    } catch (thrown) {
      fault(thrown);
    }
  }

  async function ready(): Promise<void> {
    if (path === undefined || disposed) return;
    opening ??= open(path);
    await opening;
  }

  /** What cannot be written stays pending, and so counts. */
  function write(): void {
    timer?.dispose();
    timer = undefined;
    if (database === undefined || pending.size === 0) return;
    const open = database;
    try {
      open.transaction(() => {
        const upsert = open.prepare(
          `INSERT INTO spend (day, agent, tokens, cost, requests) VALUES (?, ?, ?, ?, ?) ON CONFLICT (day, agent)
           DO UPDATE SET tokens = tokens + excluded.tokens, cost = cost + excluded.cost, requests = requests + excluded.requests`,
        );
        for (const { day, agent, tokens, cost, requests } of pending.values())
          upsert.run(day, agent, Math.round(tokens), cost, requests);
      });
      pending.clear();
    } catch (thrown) {
      fault(thrown);
    }
  }

  function stored(day: string): readonly SpendRow[] {
    if (database === undefined) return [];
    try {
      const rows = database.prepare('SELECT day, agent, tokens, cost, requests FROM spend WHERE day >= ?').all(day);
      return rows.flatMap((row) => {
        const read = v.safeParse(rowSchema, row);
        return read.success ? [read.output] : [];
      });
    } catch (thrown) {
      fault(thrown);
      return [];
    }
  }

  return {
    ready,
    add(row, now) {
      if (disposed) return;
      const key = `${row.day} ${row.agent}`;
      const known = pending.get(key);
      pending.set(key, known === undefined ? row : sum(known, row));
      const oldest = pending.keys().next().value;
      if (pending.size > limits.spendPending && oldest !== undefined) pending.delete(oldest);
      if (path === undefined) return;
      if (now) write();
      else
        timer ??= clock.after(limits.diskWriteMs, () => {
          timer = undefined;
          void ready().then(write);
        });
    },
    since: (day) => [...stored(day), ...[...pending.values()].filter((row) => row.day >= day)],
    async flush() {
      if (pending.size === 0) return;
      await ready();
      write();
    },
    notices: () => [...notices],
    dispose() {
      write();
      disposed = true;
      timer?.dispose();
      try {
        database?.close();
      } catch (thrown) {
        fault(thrown);
      }
      database = undefined;
    },
  };
}

function sum(a: SpendRow, b: SpendRow): SpendRow {
  return { ...a, tokens: a.tokens + b.tokens, cost: a.cost + b.cost, requests: a.requests + b.requests };
}
