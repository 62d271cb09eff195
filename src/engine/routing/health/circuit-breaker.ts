import type { Random } from '../../ports/random.ts';

export type BreakerState = 'closed' | 'open' | 'half-open';

/** When it opens, for how long, and what closes it. */
const breakerRules = {
  /** Failures in a row that open it. */
  consecutive: 5,
  /** Share of failures in the window that opens it, once there are enough. */
  rate: 0.5,
  samples: 10,
  windowMs: 20_000,
  /** ms that it stays open the first time; doubled each time it opens again soon after, up to the most. */
  openMs: 2_000,
  maxOpenMs: 10_000,
  /** ms without opening after which the first duration applies again. */
  calmMs: 60_000,
  /** Successes in a row that close a half-open one; one question at a time is let through meanwhile. */
  trials: 2,
} as const;

/** What a breaker tells of itself: each change with its reason. */
export interface BreakerChange {
  readonly from: BreakerState;
  readonly to: BreakerState;
  readonly reason: string;
}

const BUCKETS = 10;
const BUCKET_MS = breakerRules.windowMs / BUCKETS;

/**
 * A circuit breaker on the clock that its caller reads: opens on failures in a row or on their share in a sliding window, lets
 * one question at a time through once its time is over, and closes after two of them went well. Takes `now` everywhere (ms,
 * monotonic), so that it takes effect on the very next request and a simulator can drive it.
 */
export class CircuitBreaker {
  readonly #random: Random;
  readonly #onChange: (change: BreakerChange) => void;
  #state: BreakerState = 'closed';
  #consecutive = 0;
  #openUntil = 0;
  #openedAt = Number.NEGATIVE_INFINITY;
  #streak = 0;
  #trialsRunning = 0;
  #trialsPassed = 0;
  readonly #ok = new Uint32Array(BUCKETS);
  readonly #bad = new Uint32Array(BUCKETS);
  #bucket = 0;

  constructor(random: Random, onChange: (change: BreakerChange) => void = () => {}) {
    this.#random = random;
    this.#onChange = onChange;
  }

  state(now: number): BreakerState {
    if (this.#state === 'open' && now >= this.#openUntil)
      this.#become('half-open', 'its time is over: one question on trial');
    return this.#state;
  }

  /** Whether a request may begin now. */
  admits(now: number): boolean {
    const state = this.state(now);
    return state === 'closed' || (state === 'half-open' && this.#trialsRunning === 0);
  }

  /** ms until it might admit a request; 0 when it does now or when that depends on a trial that runs. */
  waitMs(now: number): number {
    return this.state(now) === 'open' ? this.#openUntil - now : 0;
  }

  /** A request begins. The returned number tells its end whether it was a trial. */
  enter(now: number): boolean {
    if (this.state(now) !== 'half-open') return false;
    this.#trialsRunning++;
    return true;
  }

  success(now: number, trial: boolean): void {
    this.#consecutive = 0;
    this.#count(this.#ok, now);
    if (!trial) return;
    this.#endTrial();
    if (this.#state !== 'half-open') return;
    this.#trialsPassed++;
    if (this.#trialsPassed >= breakerRules.trials) this.#close(`${breakerRules.trials} trials went well`);
  }

  failure(now: number, trial: boolean): void {
    this.#consecutive++;
    this.#count(this.#bad, now);
    if (trial) this.#endTrial();
    if (this.#state === 'half-open' && trial) this.#open(now, 'the trial failed');
    if (this.#state !== 'closed') return;
    if (this.#consecutive >= breakerRules.consecutive) {
      this.#open(now, `${this.#consecutive} failures in a row`);
      return;
    }
    const { failed, total } = this.window(now);
    if (total >= breakerRules.samples && failed / total >= breakerRules.rate) {
      this.#open(now, `${failed} of ${total} failed within ${breakerRules.windowMs / 1000} s`);
    }
  }

  /** A request ended without saying anything of its instance: cancelled by the asker. */
  abandon(trial: boolean): void {
    if (trial) this.#endTrial();
  }

  /** Requests that ended in the window, and how many failed. */
  window(now: number): { readonly failed: number; readonly total: number } {
    this.#advance(now);
    let failed = 0;
    let total = 0;
    for (let bucket = 0; bucket < BUCKETS; bucket++) {
      failed += this.#bad[bucket] ?? 0;
      total += (this.#ok[bucket] ?? 0) + (this.#bad[bucket] ?? 0);
    }
    return { failed, total };
  }

  /** What was counted so far no longer counts. */
  forget(): void {
    this.#consecutive = 0;
    this.#ok.fill(0);
    this.#bad.fill(0);
  }

  #open(now: number, reason: string): void {
    this.#streak = now - this.#openedAt > breakerRules.calmMs + breakerRules.maxOpenMs ? 0 : this.#streak + 1;
    this.#openedAt = now;
    const base = Math.min(breakerRules.maxOpenMs, breakerRules.openMs * 2 ** this.#streak);
    // Jitter, so that breakers which opened together do not try together.
    const ms = base * (0.9 + 0.2 * this.#random.next());
    this.#openUntil = now + ms;
    this.#trialsPassed = 0;
    this.#become('open', `${reason}: rests for ${(ms / 1000).toFixed(1)} s`);
  }

  #close(reason: string): void {
    this.forget();
    this.#become('closed', reason);
  }

  #endTrial(): void {
    this.#trialsRunning = Math.max(0, this.#trialsRunning - 1);
  }

  #become(to: BreakerState, reason: string): void {
    const from = this.#state;
    this.#state = to;
    if (to === 'half-open') this.#trialsPassed = 0;
    this.#onChange({ from, to, reason });
  }

  #count(counts: Uint32Array, now: number): void {
    this.#advance(now);
    const place = this.#bucket % BUCKETS;
    counts[place] = (counts[place] ?? 0) + 1;
  }

  /** Empties the buckets that time has left behind. */
  #advance(now: number): void {
    const current = Math.floor(now / BUCKET_MS);
    const steps = Math.min(BUCKETS, current - this.#bucket);
    for (let step = 1; step <= steps; step++) {
      const place = (current - steps + step) % BUCKETS;
      this.#ok[place] = 0;
      this.#bad[place] = 0;
    }
    if (steps > 0) this.#bucket = current;
  }
}
