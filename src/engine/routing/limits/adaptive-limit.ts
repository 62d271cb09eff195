/** The slowest rise of latency, against its own past, that counts as overload. */
const TOLERANCE = 2;
/** What a refusal leaves of the limit. */
const DECREASE = 0.7;
/** ms in which one refusal counts: a burst of them is one message. */
const DECREASE_EVERY_MS = 1_000;
/** Weight of a new observation in the long and in the short average. */
const LONG = 0.02;
const SHORT = 0.2;

/**
 * How many questions an instance takes at once: the gradient of Netflix's concurrency-limits (the ratio of long-term to present
 * latency) on success, multiplicative decrease on refusal (AIMD on 429 and timeouts). Between 1 and what the person allowed; it begins there,
 * because that is what they said the instance can take.
 */
export class AdaptiveLimit {
  #most: number;
  #limit: number;
  #long = 0;
  #short = 0;
  #decreasedAt = Number.NEGATIVE_INFINITY;

  constructor(most: number) {
    this.#most = Math.max(1, Math.floor(most));
    this.#limit = this.#most;
  }

  /** Whole questions, at least 1. */
  get value(): number {
    return Math.max(1, Math.floor(this.#limit));
  }

  /** The person, or the resource manager, allows more or less. */
  resize(most: number): void {
    const next = Math.max(1, Math.floor(most));
    this.#limit = this.#limit >= this.#most ? next : Math.min(this.#limit, next);
    this.#most = next;
  }

  /** A first token came after `ms` while `inFlight` questions ran. */
  success(ms: number, inFlight: number): void {
    if (ms <= 0) return;
    this.#long = this.#long === 0 ? ms : this.#long + LONG * (ms - this.#long);
    this.#short = this.#short === 0 ? ms : this.#short + SHORT * (ms - this.#short);
    // A recovery is noticed faster than the long average alone would.
    if (this.#short < this.#long / 2) this.#long *= 0.95;
    // An instance that is not asked for more says nothing of what it could take.
    if (2 * inFlight < this.#limit) return;
    const gradient = Math.min(1, Math.max(0.5, (TOLERANCE * this.#long) / this.#short));
    const next = this.#limit * gradient + Math.sqrt(this.#limit) * 0.5;
    this.#limit = Math.min(this.#most, Math.max(1, 0.8 * this.#limit + 0.2 * next));
  }

  /** It refused for load, or hung. */
  refused(now: number): void {
    if (now - this.#decreasedAt < DECREASE_EVERY_MS) return;
    this.#decreasedAt = now;
    this.#limit = Math.max(1, this.#limit * DECREASE);
  }
}
