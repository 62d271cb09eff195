import type { Answer, Tier } from '../domain/answer.ts';

export interface TierStats {
  readonly tier: Exclude<Tier, 'none'>;
  readonly hits: number;
  readonly misses: number;
  readonly sets: number;
  readonly evictions: number;
  readonly errors: number;
  readonly entries: number;
  readonly bytes: number;
}

/** Step 3 and 6: answers by digest, over tiers. */
export interface AnswerCache {
  /** Resolves when slow tiers are open, or have failed to open; awaited before the first look-up. */
  ready?(): Promise<void>;
  /** Fast tiers first; a hit is promoted upward. Never throws: a failing tier counts as a miss. */
  get(digest: string): { readonly answer: Answer; readonly tier: Exclude<Tier, 'none'> } | undefined;
  /** Stores in all tiers; the disk is written soon, in batches. `transient` keeps it in memory only (untrusted workspace). */
  set(digest: string, answer: Answer, options?: { readonly transient?: boolean }): void;
  evict(digest: string): void;
  /** Removes every answer from every tier; resolves to how many there were. */
  clear(): Promise<number>;
  /** Resolves when everything set before is on disk, or says so in `stats` errors. */
  flush(): Promise<void>;
  stats(): readonly TierStats[];
  /** For people: `disk cache off: …`. Empty when all is well. */
  notices(): readonly string[];
  dispose(): void;
}
