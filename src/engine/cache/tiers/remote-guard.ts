import type { Answer } from '../../domain/answer.ts';
import { limits } from '../../limits.ts';
import type { TierStats } from '../../ports/answer-cache.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Random } from '../../ports/random.ts';
import { Breaker } from './breaker.ts';
import { Latency } from './latency.ts';
import type { RemoteTier } from './tier.ts';
import { TierHealth } from './tier-health.ts';

/** Stands before the shared tier: bounds each look-up in time, counts, checks, and bypasses it while it fails. Never rejects. */
export class RemoteGuard {
  readonly #tier: RemoteTier;
  readonly #clock: Clock;
  readonly #breaker: Breaker;
  readonly #health: TierHealth;
  readonly #latency = new Latency();
  readonly #counts = { hits: 0, misses: 0, sets: 0, errors: 0, bypassed: 0 };

  constructor(tier: RemoteTier, { clock, random, log }: { clock: Clock; random: Random; log: Log }) {
    this.#tier = tier;
    this.#clock = clock;
    this.#breaker = new Breaker(clock, random);
    this.#health = new TierHealth('Shared cache', 'shared cache', log);
  }

  async get(digest: string, signal: AbortSignal): Promise<Answer | undefined> {
    if (!this.#breaker.allows()) {
      this.#counts.bypassed++;
      return undefined;
    }
    const start = this.#clock.monotonic();
    try {
      const answer = await this.#inTime((stop) => this.#tier.get(digest, stop), signal);
      this.#latency.record(this.#clock.monotonic() - start);
      if (answer !== undefined && answer.digest !== digest)
        throw new Error('it gave another answer than was asked for');
      this.#breaker.succeeded();
      this.#health.fine('read');
      if (answer === undefined) this.#counts.misses++;
      else this.#counts.hits++;
      return answer;
    } catch (error) {
      if (!signal.aborted) this.#failed('read', error);
      return undefined;
    }
  }

  /** Nobody waits for it. */
  set(digest: string, answer: Answer, lifetimeMs: number): void {
    if (!this.#breaker.allows()) return;
    this.#counts.sets++;
    this.#tier.set(digest, answer, lifetimeMs).then(
      () => this.#health.fine('write'),
      (error: unknown) => this.#failed('write', error),
    );
  }

  stats(): TierStats {
    return {
      tier: 'shared',
      ...this.#counts,
      evictions: 0,
      entries: 0,
      bytes: 0,
      breaker: this.#breaker.state,
      getUs: { p50: this.#latency.quantileUs(0.5), p95: this.#latency.quantileUs(0.95) },
    };
  }

  notices(): readonly string[] {
    return this.#health.notices();
  }

  dispose(): void {
    this.#tier.dispose();
  }

  #failed(kind: 'read' | 'write', error: unknown): void {
    this.#counts.errors++;
    this.#breaker.failed();
    this.#health.failed(kind, error);
  }

  #inTime<T>(work: (stop: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T> {
    return new Promise((resolve, reject) => {
      const stop = new AbortController();
      const end = (settle: () => void): void => {
        timer.dispose();
        signal.removeEventListener('abort', onAbort);
        settle();
      };
      const give = (why: string): void => {
        stop.abort();
        end(() => reject(new Error(why)));
      };
      const onAbort = (): void => give('cancelled');
      const timer = this.#clock.after(limits.remoteTierMs, () => give(`no answer within ${limits.remoteTierMs} ms`));
      signal.addEventListener('abort', onAbort);
      work(stop.signal).then(
        (value) => end(() => resolve(value)),
        (error: unknown) => end(() => reject(error)),
      );
    });
  }
}
