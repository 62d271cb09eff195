import type { Trace } from '../domain/trace.ts';

/** Where the traces of the last questions wait to be looked at, also after a restart. Bounded: the oldest goes. Never throws. */
export interface TraceStore {
  /** Soon on disk, in batches, off the way of a question. */
  record(trace: Trace): void;
  /** Newest first. */
  list(limit: number): Promise<readonly Trace[]>;
  /** By its id, or by the beginning of it where that is unique. */
  get(id: string): Promise<Trace | undefined>;
  flush(): Promise<void>;
  /** For people; empty when all is well. */
  notices(): readonly string[];
  dispose(): void;
}
