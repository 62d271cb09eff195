/** What is compared among the instances of a pool. */
export interface Observed {
  readonly id: string;
  /** Expected ms to the first token, 0 unknown. */
  readonly latencyMs: number;
  readonly failed: number;
  readonly total: number;
}

/** How far from the others one must be, and the least that counts. */
const TIMES_SLOWER = 4;
const SLOW_MS = 1_000;
const FAILURE_RATE = 0.3;
const SAMPLES = 5;

/**
 * The instances that are far worse than the pool's median, worst first: at least four times slower and over a second, or failing
 * three times in ten while the median does not. Never more than half of the pool less those already out, so that a fault they share ejects
 * nobody. (Envoy's outlier detection, on latency and failures.)
 */
export function outliers(
  pool: readonly Observed[],
  alreadyOut: number,
): { readonly id: string; readonly reason: string }[] {
  const room = Math.floor(pool.length / 2) - alreadyOut;
  if (room <= 0) return [];
  const latencies = pool.map(({ latencyMs }) => latencyMs).filter((ms) => ms > 0);
  const typical = median(latencies);
  const typicalRate = median(pool.map(rate));
  const slow = pool
    .filter(({ latencyMs }) => latencies.length >= 3 && latencyMs > SLOW_MS && latencyMs > TIMES_SLOWER * typical)
    .map(({ id, latencyMs }) => ({
      id,
      badness: latencyMs / typical,
      reason: `${Math.round(latencyMs)} ms to the first token where ${Math.round(typical)} ms are usual`,
    }));
  const failing = pool
    .filter((one) => one.total >= SAMPLES && rate(one) >= FAILURE_RATE && typicalRate < FAILURE_RATE / 2)
    .map((one) => ({ id: one.id, badness: 100 * rate(one), reason: `${one.failed} of ${one.total} failed` }));
  return [...failing, ...slow]
    .sort((a, b) => b.badness - a.badness)
    .filter(({ id }, place, all) => all.findIndex((other) => other.id === id) === place)
    .slice(0, room);
}

function rate({ failed, total }: Observed): number {
  return total === 0 ? 0 : failed / total;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}
