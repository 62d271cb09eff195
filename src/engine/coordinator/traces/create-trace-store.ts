import type { Trace } from '../../domain/trace.ts';
import { WeeError } from '../../errors.ts';
import { limits } from '../../limits.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Disposable } from '../../ports/disposable.ts';
import type { Log } from '../../ports/log.ts';
import type { TraceStore } from '../../ports/trace-store.ts';
import type { Database } from '../../storage/database.ts';
import { openDatabase } from '../../storage/open-database.ts';
import { storageError } from '../../storage/storage-error.ts';
import { traceMigrations } from './migrations.ts';
import { parseTrace } from './parse-trace.ts';

export interface TraceStoreOptions {
  /** Absolute path of traces.db; `undefined` keeps traces in memory only. */
  readonly path: string | undefined;
  /** Path of better-sqlite3's binary. */
  readonly binding?: string | undefined;
  readonly clock: Clock;
  readonly log: Log;
  /** Takes secrets out of a text before it is kept. */
  readonly clean?: (text: string) => string;
}

/** Traces of this process in memory, over those of earlier ones on disk, which is opened when the first is written or read. */
export function createTraceStore({ path, binding, clock, log, clean = same }: TraceStoreOptions): TraceStore {
  const memory = new Map<string, Trace>();
  const unsaved = new Set<string>();
  const notices = new Set<string>();
  let database: Database | undefined;
  let opening: Promise<void> | undefined;
  let timer: Disposable | undefined;
  let disposed = false;

  function fault(thrown: unknown): void {
    const { message, remedy } = thrown instanceof WeeError ? thrown : storageError(thrown, path ?? '');
    const notice = `Traces are kept in memory only: ${message} ${remedy}`;
    if (!notices.has(notice)) log.debug(notice);
    notices.add(notice);
  }

  async function open(file: string): Promise<void> {
    try {
      const opened = await openDatabase({
        path: file,
        application: 'traces',
        migrations: traceMigrations,
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
        const insert = open.prepare('INSERT OR REPLACE INTO traces (id, json, started_at) VALUES (?, ?, ?)');
        for (const id of unsaved) {
          const trace = memory.get(id);
          if (trace !== undefined) insert.run(id, JSON.stringify(withoutSecrets(trace, clean)), trace.startedAt);
        }
        open
          .prepare('DELETE FROM traces WHERE id NOT IN (SELECT id FROM traces ORDER BY started_at DESC LIMIT ?)')
          .run(limits.tracesKept);
      });
      unsaved.clear();
    }, undefined);
  }

  async function flush(): Promise<void> {
    if (unsaved.size === 0) return;
    await ready();
    write();
  }

  async function all(limit: number): Promise<readonly Trace[]> {
    await ready();
    const rows = guarded(
      (open) => open.prepare('SELECT json FROM traces ORDER BY started_at DESC LIMIT ?').all(limit),
      [],
    );
    const known = new Map(rows.flatMap(({ json }) => parseTrace(json) ?? []).map((trace) => [trace.id, trace]));
    for (const trace of memory.values()) known.set(trace.id, trace);
    return [...known.values()].sort((a, b) => b.startedAt - a.startedAt).slice(0, limit);
  }

  return {
    record(trace) {
      if (disposed) return;
      memory.set(trace.id, trace);
      const oldest = memory.keys().next().value;
      if (memory.size > limits.tracesKept && oldest !== undefined) {
        memory.delete(oldest);
        unsaved.delete(oldest);
      }
      if (path === undefined) return;
      unsaved.add(trace.id);
      timer ??= clock.after(limits.traceWriteMs, () => {
        timer = undefined;
        void flush();
      });
    },
    list: (limit) => all(Math.min(limit, limits.tracesKept)),
    async get(id) {
      const traces = await all(limits.tracesKept);
      const exact = traces.find((trace) => trace.id === id);
      const begun = traces.filter((trace) => id.length >= 4 && trace.id.startsWith(id));
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

function same(text: string): string {
  return text;
}

/** A question may hold a key, and so may the words of an endpoint that refused. */
function withoutSecrets(trace: Trace, clean: (text: string) => string): Trace {
  return {
    ...trace,
    question: clean(trace.question),
    reason: clean(trace.reason),
    ...(trace.fallback !== undefined && { fallback: clean(trace.fallback) }),
    ...(trace.attempts !== undefined && {
      attempts: trace.attempts.map((one) => (one.fault === undefined ? one : { ...one, fault: clean(one.fault) })),
    }),
  };
}
