import type { InstanceStats } from '../domain/telemetry-snapshot.ts';
import type { Backend } from '../ports/backend.ts';
import type { Random } from '../ports/random.ts';
import { type BreakerChange, CircuitBreaker } from './health/circuit-breaker.ts';
import { PeakEwma } from './health/peak-ewma.ts';
import type { InstanceSpec } from './instance-spec.ts';
import { AdaptiveLimit } from './limits/adaptive-limit.ts';
import type { Quota } from './limits/quota.ts';
import type { Candidate } from './strategies/strategy.ts';

/** ms that an instance rests after a refusal for load that names no time; doubled while it goes on. */
const HOLD_MS = 1_000;
const MAX_HOLD_MS = 8_000;

/** How a question ended at an instance. */
export type Ending =
  | { readonly outcome: 'served'; readonly firstTokenMs: number; readonly tokens: number }
  | { readonly outcome: 'failed'; readonly hung?: boolean }
  | { readonly outcome: 'limited'; readonly retryAfterMs?: number | undefined }
  /** Another was faster: no first token came within `ms`. */
  | { readonly outcome: 'outrun'; readonly ms: number }
  | { readonly outcome: 'probed' | 'cancelled' };

/** What it decided: what its breaker did, or that it takes less. */
export interface InstanceChange {
  readonly to: BreakerChange['to'] | 'limit';
  readonly reason: string;
}

/** An instance at work: its load, its health and what it may take on now. All times are ms, monotonic. */
export class Instance implements Candidate {
  readonly spec: InstanceSpec;
  readonly weight: number;
  readonly specialties: readonly string[];
  readonly breaker: CircuitBreaker;
  readonly quota: Quota;
  readonly #onChange: (change: InstanceChange) => void;
  readonly #adaptive: AdaptiveLimit;
  readonly #latency = new PeakEwma();
  #allowed: number;
  inFlight = 0;
  served = 0;
  failed = 0;
  /** When it last began or ended something. */
  usedAt = Number.NEGATIVE_INFINITY;
  #heldUntil = 0;
  #holds = 0;
  #ejectedUntil = 0;
  #ejections = 0;

  constructor(spec: InstanceSpec, quota: Quota, random: Random, onChange: (change: InstanceChange) => void) {
    this.spec = spec;
    this.#onChange = onChange;
    this.weight = spec.weight ?? 1;
    this.specialties = (spec.specialties ?? []).map((specialty) => specialty.toLowerCase());
    this.quota = quota;
    this.breaker = new CircuitBreaker(random, onChange);
    this.#adaptive = new AdaptiveLimit(spec.limit);
    this.#allowed = spec.limit;
  }

  /** So many questions at once, at most, from now on; those that run are not stopped. */
  resize(allowed: number): void {
    this.#allowed = allowed;
    this.#adaptive.resize(allowed);
    this.quota.resize(allowed);
  }

  get id(): string {
    return this.spec.id;
  }

  get backend(): Backend {
    return this.spec.backend;
  }

  get limit(): number {
    return this.#adaptive.value;
  }

  latency(now: number): number {
    return this.#latency.read(now);
  }

  /** Whether it is fit to be asked at all: not open, not ejected, not held back. */
  healthy(now: number): boolean {
    return now >= this.#heldUntil && now >= this.#ejectedUntil && this.breaker.admits(now);
  }

  /** Whether it can take one more question of this many tokens now. */
  hasRoom(tokens: number, now: number): boolean {
    return this.inFlight < this.limit && this.quota.fits(tokens, now);
  }

  /** ms until it might be fit again, 0 when it is or when that depends on a question that runs. */
  restMs(now: number): number {
    return Math.max(0, this.#heldUntil - now, this.#ejectedUntil - now, this.breaker.waitMs(now));
  }

  /** Whether it only waits for a time that the endpoint named: then a question may wait for it. */
  held(now: number): boolean {
    return now < this.#heldUntil && this.breaker.state(now) !== 'open';
  }

  ejected(now: number): boolean {
    return now < this.#ejectedUntil;
  }

  /** Takes it out of the pool's choice for a while; longer each time in a row. @returns ms */
  eject(now: number): number {
    const ms = Math.min(10_000, 5_000 * 2 ** this.#ejections++);
    this.#ejectedUntil = now + ms;
    // It is judged anew by what it does afterwards, not once more for the same.
    this.#latency.reset();
    this.breaker.forget();
    return ms;
  }

  /** The pool found nothing wrong with it. */
  acquit(now: number): void {
    if (now > this.#ejectedUntil + 60_000) this.#ejections = 0;
  }

  /** A question begins. @returns whether it is a trial, which its end is to be told. */
  begin(tokens: number, now: number): boolean {
    this.inFlight++;
    this.usedAt = now;
    this.quota.take(tokens, now);
    return this.breaker.enter(now);
  }

  /** A question ended, for which it was begun with so many tokens; once. */
  end(ending: Ending, begun: { readonly tokens: number; readonly trial: boolean }, now: number): void {
    const running = this.inFlight--;
    this.usedAt = now;
    this.quota.give(ending.outcome === 'served' ? ending.tokens - begun.tokens : 0, now);
    this.#learn(ending, begun.trial, running, now);
  }

  stats(now: number): InstanceStats {
    const { failed, total } = this.breaker.window(now);
    return {
      id: this.id,
      label: this.backend.label,
      inFlight: this.inFlight,
      limit: this.limit,
      allowed: this.#allowed,
      served: this.served,
      failed: this.failed,
      health: this.ejected(now) ? 'ejected' : this.held(now) ? 'held' : this.breaker.state(now),
      restMs: this.restMs(now),
      firstTokenMs: this.latency(now),
      recentFailureRate: total === 0 ? 0 : failed / total,
    };
  }

  #learn(ending: Ending, trial: boolean, running: number, now: number): void {
    if (ending.outcome === 'served') {
      this.served++;
      this.#holds = 0;
      this.breaker.success(now, trial);
      this.#latency.observe(ending.firstTokenMs, now);
      this.#adaptive.success(ending.firstTokenMs, running);
    } else if (ending.outcome === 'limited') {
      // It is well and says how much it takes: no matter for the breaker.
      this.failed++;
      this.breaker.abandon(trial);
      this.#hold(ending.retryAfterMs, now);
    } else if (ending.outcome === 'failed') {
      this.failed++;
      this.breaker.failure(now, trial);
      if (ending.hung === true) this.#adaptive.refused(now);
    } else if (ending.outcome === 'probed') this.breaker.success(now, trial);
    else {
      this.breaker.abandon(trial);
      if (ending.outcome === 'outrun' && ending.ms > this.latency(now)) this.#latency.observe(ending.ms, now);
    }
  }

  /** It refused for load: it rests, for as long as it asks or longer each time, and takes fewer at once. */
  #hold(retryAfterMs: number | undefined, now: number): void {
    const before = this.limit;
    this.#adaptive.refused(now);
    const ms = retryAfterMs ?? Math.min(MAX_HOLD_MS, HOLD_MS * 2 ** this.#holds++);
    const until = now + ms;
    if (now >= this.#heldUntil && ms > 0) {
      const asked = retryAfterMs === undefined ? '' : ' as it asks';
      const fewer = this.limit < before ? `, and takes ${this.limit} at once instead of ${before}` : '';
      const reason = `refused for load: rests for ${(ms / 1_000).toFixed(1)} s${asked}${fewer}`;
      this.#onChange({ to: 'limit', reason });
    }
    this.#heldUntil = Math.max(this.#heldUntil, until);
  }
}
