import type { Answer, Tier } from '../../domain/answer.ts';
import type { CacheFilter } from '../../domain/cache-entry.ts';
import type { Expected } from '../../ports/answer-cache.ts';

/** How an answer is to be kept. */
export interface Keep {
  /** ms the answer lives in memory, jitter included; on disk twice that. */
  readonly lifetimeMs: number;
  /** ms until it goes from this tier, where that is sooner: what is left of an answer that came up from a lower tier. */
  readonly leftMs?: number;
  /** Not to be written to disk. */
  readonly transient?: boolean;
}

export interface TierSize {
  readonly entries: number;
  readonly bytes: number;
  /** Answers that left for want of room or of age, so far. */
  readonly evictions: number;
}

/**
 * One level of the cache, synchronous. It may throw, be slow or even lie: a `TierGuard` stands before each, which counts,
 * checks and bypasses.
 */
export interface AnswerTier {
  readonly name: Exclude<Tier, 'none'>;
  get(digest: string): Answer | undefined;
  /** See `AnswerCache.expect`; absent where a look-up is cheap. */
  expect?(place: string): Expected;
  set(digest: string, answer: Answer, keep: Keep): void;
  delete(digest: string): void;
  /** Removes what the filter names, or everything; returns how many answers there were. */
  clear(filter?: CacheFilter): number;
  /** Writes what is pending. */
  flush(): void;
  size(): TierSize;
  dispose(): void;
}

/** The place of the tier that several people share, over a network: asked only after memory and disk missed. */
export interface RemoteTier {
  get(digest: string, signal: AbortSignal): Promise<Answer | undefined>;
  set(digest: string, answer: Answer, lifetimeMs: number): Promise<void>;
  dispose(): void;
}
