import type { Trace } from '../domain/trace.ts';

/** Step 7: anyone may emit, nobody waits. */
export interface TelemetrySink {
  record(trace: Trace): void;
}
