/** ms in which an observation loses about two thirds of its weight. */
const TAU_MS = 10_000;

/**
 * Expected latency: an exponentially weighted moving average that jumps to a peak at once and comes down slowly (peak-EWMA of
 * Finagle). It decays while nothing is observed, so that an instance which was slow is tried again.
 */
export class PeakEwma {
  #value = 0;
  #at = 0;

  /** @param ms what was observed at `now`. */
  observe(ms: number, now: number): void {
    const value = this.read(now);
    const keep = Math.exp(-Math.max(0, now - this.#at) / TAU_MS);
    this.#value = ms >= value ? ms : value * keep + ms * (1 - keep);
    // Something was observed: 0 would mean that nothing is known.
    this.#value = Math.max(this.#value, 0.001);
    this.#at = now;
  }

  /** Knows nothing again. */
  reset(): void {
    this.#value = 0;
  }

  /** ms; 0 while nothing was observed. */
  read(now: number): number {
    if (this.#value === 0) return 0;
    // Idle decay is slower than that of observations: half in about 35 s.
    return Math.max(0.001, this.#value * Math.exp(-Math.max(0, now - this.#at) / (5 * TAU_MS)));
  }
}
