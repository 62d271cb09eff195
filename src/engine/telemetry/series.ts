import type { SeriesPoint } from '../domain/telemetry-snapshot.ts';
import { limits } from '../limits.ts';
import { Histogram } from './histogram.ts';

interface Interval {
  readonly at: number;
  asked: number;
  hits: number;
  readonly served: Record<string, number>;
  readonly owned: Histogram;
}

/** The last intervals of the live chart. An interval in which nothing was asked takes no room. */
export class Series {
  readonly #intervals: Interval[] = [];

  /** @param tier where the answer came from, `none` for a new one. */
  record(at: number, ownedMs: number, hit: boolean, tier: string): void {
    const start = at - (at % limits.seriesIntervalMs);
    let interval = this.#intervals.at(-1);
    if (interval === undefined || interval.at !== start) {
      interval = { at: start, asked: 0, hits: 0, served: {}, owned: new Histogram() };
      this.#intervals.push(interval);
      if (this.#intervals.length > limits.seriesPoints) this.#intervals.shift();
    }
    interval.asked++;
    if (hit) interval.hits++;
    interval.served[tier] = (interval.served[tier] ?? 0) + 1;
    interval.owned.record(ownedMs);
  }

  points(): readonly SeriesPoint[] {
    return this.#intervals.map(({ at, asked, hits, served, owned }) => {
      const { p50, p95, p99 } = owned.percentiles();
      return { at, asked, hits, served: { ...served }, p50, p95, p99 };
    });
  }
}
