/** Buckets per doubling: a quantile is off by a tenth at the most. */
const PER_DOUBLING = 4;
const BUCKETS = 40 * PER_DOUBLING;
/** The smallest time told apart, ms. */
const FLOOR_MS = 1e-6;

/** Durations in constant memory, cheap enough for a look-up of nanoseconds. */
export class Latency {
  readonly #counts = new Uint32Array(BUCKETS);
  #count = 0;

  record(ms: number): void {
    const bucket = ms <= FLOOR_MS ? 0 : Math.min(BUCKETS - 1, Math.floor(Math.log2(ms / FLOOR_MS) * PER_DOUBLING));
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1;
    this.#count++;
  }

  /** Nearest-rank quantile, µs; 0 of nothing. */
  quantileUs(q: number): number {
    const rank = Math.ceil(q * this.#count);
    let seen = 0;
    for (let bucket = 0; bucket < BUCKETS; bucket++) {
      seen += this.#counts[bucket] ?? 0;
      if (seen >= rank && seen > 0) return 1_000 * FLOOR_MS * 2 ** ((bucket + 0.5) / PER_DOUBLING);
    }
    return 0;
  }
}
