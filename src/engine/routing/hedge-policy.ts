import { RetryBudget } from './health/retry-budget.ts';

/** First tokens kept, and how many are needed before a percentile means something. */
const SAMPLES = 128;
const ENOUGH = 10;
/** Extra requests that hedges may cost, as a share of all. */
const EXTRA = 0.05;
/** How often the percentiles are worked out anew, in observations. */
const EVERY = 16;

/**
 * When a second instance is asked as well (The Tail at Scale, Dean and Barroso 2013): once the first token is later than the 95th
 * percentile of this pool's last 128, for at most 5 % extra requests. Of those 128 the ones of the other instances count, where they are
 * enough: whoever is asked besides is one of them, and an instance that turned slow would soon make its own slowness usual.
 */
export class HedgePolicy {
  readonly #samples = new Float64Array(SAMPLES);
  readonly #budget = new RetryBudget(EXTRA, 1);
  readonly #whose: string[] = [];
  /** Percentiles for whoever is asked of these instances. */
  readonly #p95 = new Map<string, number>();
  #count = 0;
  #sent = 0;
  #won = 0;

  /** A first token of an instance came after `ms`. */
  observe(instance: string, ms: number): void {
    const place = this.#count++ % SAMPLES;
    this.#samples[place] = ms;
    this.#whose[place] = instance;
    if (this.#count % EVERY === 0) this.#p95.clear();
  }

  /** A question begins at an instance; ms after which it may be hedged, or `undefined` while too little is known. */
  begin(instance: string): number | undefined {
    this.#budget.deposit();
    if (this.#count < ENOUGH) return undefined;
    const known = this.#p95.get(instance);
    if (known !== undefined) return known;
    const all = this.#samples.subarray(0, Math.min(this.#count, SAMPLES));
    const others = all.filter((_, place) => this.#whose[place] !== instance);
    const kept = (others.length >= ENOUGH ? others : all.slice()).sort();
    const p95 = kept[Math.ceil(0.95 * kept.length) - 1] ?? 0;
    this.#p95.set(instance, p95);
    return p95 > 0 ? p95 : undefined;
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
