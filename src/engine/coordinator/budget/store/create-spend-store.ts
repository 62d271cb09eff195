import * as v from 'valibot';
import { limits } from '../../../limits.ts';
import type { SpendRow, SpendStore } from '../../../ports/spend-store.ts';
import type { Database } from '../../../storage/database.ts';
import { SideDatabase, type SideStoreOptions } from '../../../storage/side-database.ts';
import { spendMigrations } from './migrations.ts';

const rowSchema = v.object({
  day: v.string(),
  agent: v.string(),
  tokens: v.pipe(v.number(), v.finite()),
  cost: v.pipe(v.number(), v.finite()),
  requests: v.pipe(v.number(), v.finite()),
});

/** Sums in spend.db, which all windows and command lines share; opened at the first need. */
export function createSpendStore(options: SideStoreOptions): SpendStore {
  /** Not on disk yet, by day and agent. */
  const pending = new Map<string, SpendRow>();
  const side = new SideDatabase({
    ...options,
    application: 'spend',
    migrations: spendMigrations,
    without: 'What models take is counted in memory only',
    level: 'warn',
    onOpen: (database) => {
      database.exec(`PRAGMA busy_timeout = ${limits.spendBusyMs}`);
      database
        .prepare('DELETE FROM spend WHERE day NOT IN (SELECT DISTINCT day FROM spend ORDER BY day DESC LIMIT ?)')
        .run(limits.spendDays);
    },
  });

  /** Whether `alone` will write what is added. */
  let held = false;

  function writeTo(open: Database): void {
    const upsert = open.prepare(
      `INSERT INTO spend (day, agent, tokens, cost, requests) VALUES (?, ?, ?, ?, ?) ON CONFLICT (day, agent)
       DO UPDATE SET tokens = tokens + excluded.tokens, cost = cost + excluded.cost, requests = requests + excluded.requests`,
    );
    for (const { day, agent, tokens, cost, requests } of pending.values())
      upsert.run(day, agent, Math.round(tokens), cost, requests);
  }

  /** What cannot be written stays pending, and so counts. */
  function write(): void {
    if (pending.size === 0) return;
    side.use((open) => {
      open.transaction(() => writeTo(open));
      pending.clear();
    }, undefined);
  }

  function stored(day: string): readonly SpendRow[] {
    const rows = side.use(
      (open) => open.prepare('SELECT day, agent, tokens, cost, requests FROM spend WHERE day >= ?').all(day),
      [],
    );
    return rows.flatMap((row) => {
      const read = v.safeParse(rowSchema, row);
      return read.success ? [read.output] : [];
    });
  }

  return {
    ready: () => side.ready(),
    add(row, now) {
      if (side.isDisposed) return;
      const key = `${row.day} ${row.agent}`;
      const known = pending.get(key);
      pending.set(key, known === undefined ? row : sum(known, row));
      const oldest = pending.keys().next().value;
      if (pending.size > limits.spendPending && oldest !== undefined) pending.delete(oldest);
      if (held) return;
      if (now) write();
      else side.soon(limits.diskWriteMs, write);
    },
    alone(work) {
      let failure: { readonly thrown: unknown } | undefined;
      let done = false;
      const run = (): void => {
        held = true;
        try {
          work();
        } catch (thrown) {
          failure = { thrown };
        } finally {
          held = false;
          done = true;
        }
      };
      side.use((open) => {
        open.transaction(() => {
          run();
          writeTo(open);
        });
        pending.clear();
      }, undefined);
      if (!done) {
        run();
        write();
      }
      if (failure !== undefined) throw failure.thrown;
    },
    since: (day) => [...stored(day), ...[...pending.values()].filter((row) => row.day >= day)],
    async flush() {
      if (pending.size === 0) return;
      await side.ready();
      write();
    },
    notices: () => side.notices,
    dispose() {
      write();
      side.dispose();
    },
  };
}

function sum(a: SpendRow, b: SpendRow): SpendRow {
  return { ...a, tokens: a.tokens + b.tokens, cost: a.cost + b.cost, requests: a.requests + b.requests };
}
