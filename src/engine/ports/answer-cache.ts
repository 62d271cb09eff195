import type { Answer, Tier } from '../domain/answer.ts';
import type { CacheDetail, CacheEntry, CacheFilter, CacheReport, CacheStore } from '../domain/cache-entry.ts';
import type { EngineSettings } from '../domain/settings.ts';
import type { AskJournal } from './ask-journal.ts';

export interface TierStats {
  readonly tier: Exclude<Tier, 'none'>;
  readonly hits: number;
  readonly misses: number;
  readonly sets: number;
  /** Answers that left for want of room or of age. */
  readonly evictions: number;
  readonly errors: number;
  readonly entries: number;
  readonly bytes: number;
  /** Look-ups that went past it while it failed or was slow. */
  readonly bypassed: number;
  readonly breaker: 'closed' | 'open' | 'half-open';
  /** Time of a look-up, µs (memory: a sample). */
  readonly getUs: { readonly p50: number; readonly p95: number };
}

/** An answer and the tier that had it. */
export interface Cached {
  readonly answer: Answer;
  readonly tier: Exclude<Tier, 'none'>;
}

/** The first digits of a digest, which all answers to one question share, whatever their contexts. */
export const QUESTION_DIGITS = 5;

/** The digests that slow tiers have for one question, as of a moment. */
export interface Expected {
  has(digest: string): boolean;
}

/** Step 3 and 6: answers by digest, over tiers. */
export interface AnswerCache {
  /** What was asked here before, and what the prompts were made of. */
  readonly journal: AskJournal;
  /** Resolves when slow tiers are open, or have failed to open; awaited before the first look-up. `undefined` where that is so. */
  ready(): Promise<void> | undefined;
  /**
   * Fast tiers first; a hit is promoted upward. Never throws: a failing tier counts as a miss.
   * @param expected what slow tiers have for the question, where that was asked before: they are not asked for anything else.
   */
  get(digest: string, expected?: Expected): Cached | undefined;
  /** Looks ahead, while the context of a question is made. @param place the first `QUESTION_DIGITS` of its digests. Never throws. */
  expect(place: string): Expected | undefined;
  /** Asks the shared tier, after `get` missed; absent where there is none. Never rejects. */
  fetch?(digest: string, signal: AbortSignal): Promise<Cached | undefined>;
  /** Where an answer is, without counting as a use of it. */
  peek(digest: string): Cached | undefined;
  /** Stores in all tiers; the disk is written soon, in batches. `transient` keeps it in memory only (untrusted workspace). */
  set(digest: string, answer: Answer, options?: { readonly transient?: boolean }): void;
  evict(digest: string): void;
  /**
   * Removes what the filter names, or every answer, from every tier; resolves to how many there were.
   * @throws WeeError `storage-failed` when the disk would not let go of them.
   */
  clear(filter?: CacheFilter): Promise<number>;
  /** Resolves when everything set before is on disk, or says so in `stats` errors. */
  flush(): Promise<void>;
  /** Takes sizes and lifetimes from the settings of now. */
  configure(settings: EngineSettings['cache']): void;
  stats(): readonly TierStats[];
  /** For people: `disk cache off: …`. Empty when all is well. */
  notices(): readonly string[];
  /** Answers, the last used first. */
  list(filter: CacheFilter, limit: number): readonly CacheEntry[];
  /** The one answer whose digest begins so; `undefined` when none or several do. */
  show(prefix: string): CacheDetail | undefined;
  /** Reads every answer on disk and drops the damaged ones. Scans: not for the editor's own thread while somebody types. */
  verify(): Promise<CacheReport>;
  store(): CacheStore;
  dispose(): void;
}
