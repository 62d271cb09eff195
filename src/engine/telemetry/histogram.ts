import type { Percentiles } from '../domain/telemetry-snapshot.ts';

/** Buckets per doubling: a percentile is off by at most 2^(1/16) − 1 ≈ 4.4 %. */
const PER_DOUBLING = 16;
/** The smallest duration told apart, ms; the range above it spans 2^36, some 19 hours. */
const FLOOR_MS = 0.001;
const BUCKETS = 36 * PER_DOUBLING;

/**
 * A log-linear histogram of durations in ms, in constant memory: like HdrHistogram, with relative instead of absolute
 * precision.
 */
export class Histogram {
  readonly #counts = new Uint32Array(BUCKETS);
  #count = 0;
  #max = 0;

  record(ms: number): void {
    if (!Number.isFinite(ms)) return;
    const value = Math.max(ms, FLOOR_MS);
    const bucket = Math.min(BUCKETS - 1, Math.floor(Math.log2(value / FLOOR_MS) * PER_DOUBLING));
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1;
    this.#count++;
    this.#max = Math.max(this.#max, ms);
  }

  percentiles(): Percentiles {
    return {
      count: this.#count,
      p50: this.#quantile(0.5),
      p95: this.#quantile(0.95),
      p99: this.#quantile(0.99),
      max: this.#max,
    };
  }

  /** Nearest-rank quantile, at the middle of its bucket and never above the largest value seen. */
  #quantile(q: number): number {
    if (this.#count === 0) return 0;
    const rank = Math.ceil(q * this.#count);
    let seen = 0;
    for (let bucket = 0; bucket < BUCKETS; bucket++) {
      seen += this.#counts[bucket] ?? 0;
      if (seen >= rank) return Math.min(this.#max, FLOOR_MS * 2 ** ((bucket + 0.5) / PER_DOUBLING));
    }
    return this.#max;
  }
}
