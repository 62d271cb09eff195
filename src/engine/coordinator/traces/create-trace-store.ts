import type { Trace } from '../../domain/trace.ts';
import { limits } from '../../limits.ts';
import type { TraceStore } from '../../ports/trace-store.ts';
import { RecordStore } from '../../storage/record-store.ts';
import type { SideStoreOptions } from '../../storage/side-database.ts';
import { traceMigrations } from './migrations.ts';
import { parseTrace } from './parse-trace.ts';

export interface TraceStoreOptions extends SideStoreOptions {
  /** Takes secrets out of a text before it is kept. */
  readonly clean?: (text: string) => string;
}

/** Traces in traces.db, which is opened when the first is written or read. */
export function createTraceStore({ clean, ...options }: TraceStoreOptions): TraceStore {
  const records = new RecordStore<Trace>({
    ...options,
    application: 'traces',
    migrations: traceMigrations,
    without: 'Traces are kept in memory only',
    level: 'debug',
    table: 'traces',
    most: limits.tracesKept,
    writeMs: limits.traceWriteMs,
    parse: parseTrace,
    ...(clean !== undefined && { toWrite: (trace: Trace) => withoutSecrets(trace, clean) }),
  });
  return {
    record: (trace) => records.save(trace),
    list: (limit) => records.list(limit),
    get: (id) => records.get(id),
    flush: () => records.flush(),
    notices: () => records.notices,
    dispose: () => records.dispose(),
  };
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
