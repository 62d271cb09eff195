import { RetryBudget } from './health/retry-budget.ts';

/** First tokens kept, and how many are needed before a percentile means something. */
const SAMPLES = 128;
const ENOUGH = 20;
/** Extra requests that hedges may cost, as a share of all. */
const EXTRA = 0.05;
/** How often the percentile is worked out anew, in observations. */
const EVERY = 16;

/**
 * When a second instance is asked as well (The Tail at Scale, Dean and Barroso 2013): once the first token is later than the 95th
 * percentile of this pool's last 128, for at most 5 % extra requests.
 */
export class HedgePolicy {
  readonly #samples = new Float64Array(SAMPLES);
  readonly #budget = new RetryBudget(EXTRA, 1);
  #count = 0;
  #p95 = 0;
  /** How many were observed when it was worked out. */
  #knownAt = 0;
  #sent = 0;
  #won = 0;

  /** A first token came after `ms`. */
  observe(ms: number): void {
    this.#samples[this.#count++ % SAMPLES] = ms;
  }

  /** A question begins; ms after which it may be hedged, or `undefined` while too little is known. */
  begin(): number | undefined {
    this.#budget.deposit();
    if (this.#count >= ENOUGH && this.#count - this.#knownAt >= EVERY) {
      this.#knownAt = this.#count;
      const kept = this.#samples.slice(0, Math.min(this.#count, SAMPLES)).sort();
      this.#p95 = kept[Math.ceil(0.95 * kept.length) - 1] ?? 0;
    }
    return this.#p95 > 0 ? this.#p95 : undefined;
  }

  /** Whether the 5 % leave one more. */
  get affordable(): boolean {
    return this.#budget.affordable;
  }

  sent(): void {
    this.#budget.spend();
    this.#sent++;
  }

  won(): void {
    this.#won++;
  }

  stats(): { readonly sent: number; readonly won: number } {
    return { sent: this.#sent, won: this.#won };
  }
}
