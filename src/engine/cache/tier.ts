import type { Answer } from '../domain/answer.ts';
import type { TierStats } from '../ports/answer-cache.ts';

/** One level of the cache. A tier never throws: what fails counts as a miss and as an error in its stats. */
export interface AnswerTier {
  get(digest: string): Answer | undefined;
  set(digest: string, answer: Answer): void;
  delete(digest: string): void;
  /** Removes everything; returns how many answers there were. */
  clear(): number;
  /** Writes what is pending. */
  flush(): void;
  stats(): TierStats;
  /** For people: why it is off or degraded. */
  notices(): readonly string[];
  dispose(): void;
}
