import { limits } from '../../limits.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Random } from '../../ports/random.ts';

export type BreakerState = 'closed' | 'open' | 'half-open';

/**
 * A circuit breaker for synchronous work: after some failures in a row it is open and nothing is tried; after a while, longer
 * each time, one trial decides. (Nygard, Release It!, 2007. The libraries for this wrap promises, which a look-up of
 * nanoseconds cannot afford.)
 */
export class Breaker {
  readonly #clock: Clock;
  readonly #random: Random;
  #failures = 0;
  #opened = 0;
  #retryAt = 0;
  #state: BreakerState = 'closed';

  constructor(clock: Clock, random: Random) {
    this.#clock = clock;
    this.#random = random;
  }

  get state(): BreakerState {
    return this.#state;
  }

  /** Whether work may be tried now; say afterwards how it went. */
  allows(): boolean {
    if (this.#state !== 'open') return true;
    if (this.#clock.monotonic() < this.#retryAt) return false;
    this.#state = 'half-open';
    return true;
  }

  succeeded(): void {
    this.#failures = 0;
    if (this.#state === 'closed') return;
    this.#state = 'closed';
    this.#opened = 0;
  }

  failed(): void {
    this.#failures++;
    if (this.#state === 'closed' && this.#failures < limits.breakerFailures) return;
    const pause = Math.min(limits.breakerMs * 2 ** this.#opened, limits.breakerMaxMs);
    this.#opened++;
    // Several windows on one broken disk shall not all try at once.
    this.#retryAt = this.#clock.monotonic() + pause * (1 + 0.2 * this.#random.next());
    this.#state = 'open';
  }
}
