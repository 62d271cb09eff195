import type { Answer } from '../../domain/answer.ts';
import type {
  CacheDetail,
  CacheEntry,
  CacheFilter,
  CacheReport,
  CacheStanding,
  CacheStore,
  CacheWhy,
} from '../../domain/cache-entry.ts';
import type { Question } from '../../domain/question.ts';
import type { WarmBudget, WarmReport } from '../../domain/warm.ts';

/** The cache as people look into it. */
export interface Answers {
  /** The last used first; at most `limit`, 100 if not given. */
  list(filter?: CacheFilter, limit?: number): Promise<readonly CacheEntry[]>;
  /** The answer whose digest begins so; `undefined` when none or several do. */
  show(digest: string): Promise<CacheDetail | undefined>;
  /** Whether a question would hit now, and why; also across restarts. Rejects as `Engine.context` does. */
  why(question: Question): Promise<CacheWhy>;
  /** Whether a kept answer would be served now, and why. Rejects as `Engine.context` does. */
  standing(digest: string): Promise<CacheStanding>;
  /** Takes back an answer that was removed by mistake: it is as true as it was. */
  restore(answer: Answer): void;
  /** Removes what the filter names, or every answer; resolves to how many. Rejects with `storage-failed`. */
  clear(filter?: CacheFilter): Promise<number>;
  /** Reads the whole disk tier and drops what is damaged. */
  verify(): Promise<CacheReport>;
  store(): CacheStore;
  /**
   * Asks ahead what was asked here before and no longer has an answer, most asked first. Each pattern is an agent's name or
   * words that a question holds; none means all.
   */
  warm(patterns: readonly string[], budget?: Partial<WarmBudget>, signal?: AbortSignal): Promise<WarmReport>;
}
