import type { Answer } from '../../domain/answer.ts';
import type { CacheFilter } from '../../domain/cache-entry.ts';
import { limits } from '../../limits.ts';
import type { Expected, TierStats } from '../../ports/answer-cache.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Random } from '../../ports/random.ts';
import { Breaker } from './breaker.ts';
import { Latency } from './latency.ts';
import type { AnswerTier, Keep } from './tier.ts';

export interface GuardOptions {
  readonly clock: Clock;
  readonly random: Random;
  /** Look-ups per timed one, a power of two: 1 times all. What is not timed is not noticed as slow. */
  readonly timedOf: number;
  /** Told of every failure, and of the first success after one. */
  readonly health: { failed(kind: 'read' | 'write', error: unknown): void; fine(kind: 'read' | 'write'): void };
}

/**
 * Stands before a tier and never throws: counts, times, checks that the answer is the one that was asked for, and bypasses a
 * tier that fails or is slow until it has recovered.
 */
export class TierGuard {
  readonly #tier: AnswerTier;
  readonly #clock: Clock;
  readonly #health: GuardOptions['health'];
  readonly #breaker: Breaker;
  readonly #latency = new Latency();
  readonly #mask: number;
  #hits = 0;
  #misses = 0;
  #sets = 0;
  #errors = 0;
  #bypassed = 0;

  constructor(tier: AnswerTier, { clock, random, timedOf, health }: GuardOptions) {
    this.#tier = tier;
    this.#clock = clock;
    this.#health = health;
    this.#breaker = new Breaker(clock, random);
    this.#mask = timedOf - 1;
  }

  /** @param expected what it was found to have for the question a moment ago. */
  get(digest: string, expected?: Expected): Answer | undefined {
    if (!this.#breaker.allows()) {
      this.#bypassed++;
      return undefined;
    }
    if (expected?.has(digest) === false) {
      this.#misses++;
      return undefined;
    }
    const timed = ((this.#hits + this.#misses) & this.#mask) === 0;
    const start = timed ? this.#clock.monotonic() : 0;
    let answer: Answer | undefined;
    try {
      answer = this.#tier.get(digest);
    } catch (error) {
      this.#failed('read', error);
      return undefined;
    }
    if (answer !== undefined && answer.digest !== digest) {
      this.#failed('read', new Error(`the ${this.#tier.name} tier gave another answer than was asked for`));
      return undefined;
    }
    if (answer === undefined) this.#misses++;
    else this.#hits++;
    if (timed) this.#timed(this.#clock.monotonic() - start);
    else this.#fine();
    return answer;
  }

  /** Looks ahead; `undefined` where the tier does not, or cannot now. */
  expect(place: string): Expected | undefined {
    if (this.#tier.expect === undefined || !this.#breaker.allows()) return undefined;
    const start = this.#clock.monotonic();
    try {
      const expected = this.#tier.expect(place);
      this.#timed(this.#clock.monotonic() - start);
      return expected;
    } catch (error) {
      this.#failed('read', error);
      return undefined;
    }
  }

  set(digest: string, answer: Answer, keep: Keep): void {
    this.#sets++;
    try {
      this.#tier.set(digest, answer, keep);
    } catch (error) {
      this.#failed('write', error);
    }
  }

  delete(digest: string): void {
    this.#write(() => this.#tier.delete(digest));
  }

  /** @throws what the tier throws: a person who clears must know that it did not work. */
  clear(filter?: CacheFilter): number {
    return this.#tier.clear(filter);
  }

  flush(): void {
    this.#write(() => this.#tier.flush());
  }

  /** A failure that the tier met by itself, such as a batch that could not be written. */
  countError(): void {
    this.#errors++;
  }

  stats(): TierStats {
    const size = this.#size();
    return {
      tier: this.#tier.name,
      hits: this.#hits,
      misses: this.#misses,
      sets: this.#sets,
      errors: this.#errors,
      bypassed: this.#bypassed,
      breaker: this.#breaker.state,
      getUs: { p50: this.#latency.quantileUs(0.5), p95: this.#latency.quantileUs(0.95) },
      ...size,
    };
  }

  #size(): { entries: number; bytes: number; evictions: number } {
    try {
      return this.#tier.size();
    } catch {
      return { entries: 0, bytes: 0, evictions: 0 };
    }
  }

  #timed(ms: number): void {
    this.#latency.record(ms);
    if (ms > limits.tierSlowMs) this.#breaker.failed();
    else this.#fine();
  }

  #fine(): void {
    this.#breaker.succeeded();
    this.#health.fine('read');
  }

  #write(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#failed('write', error);
    }
  }

  #failed(kind: 'read' | 'write', error: unknown): void {
    this.#errors++;
    if (kind === 'read') this.#breaker.failed();
    this.#health.failed(kind, error);
  }
}
