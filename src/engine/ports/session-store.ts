import type { SessionRecord, SessionSummary } from '../domain/session.ts';

/** Where sessions wait to be reopened. Bounded: the oldest goes. Never throws: what cannot be kept is said in `notices`. */
export interface SessionStore {
  /** Soon on disk, in batches; a later record of the same id replaces the earlier. */
  save(record: SessionRecord): void;
  /** Newest first. */
  list(): Promise<readonly SessionSummary[]>;
  /** By its id, or by the beginning of it where that is unique. */
  get(id: string): Promise<SessionRecord | undefined>;
  flush(): Promise<void>;
  /** For people; empty when all is well. */
  notices(): readonly string[];
  dispose(): void;
}
