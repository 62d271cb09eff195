import { type Candidate, type Choice, share } from './strategy.ts';

/**
 * The instance with the smallest share of its limit in use, the first of equals. Share rather than count, so that a large
 * instance takes its part; weight divides it.
 */
export function leastConnections<T extends Candidate>(candidates: readonly T[]): Choice<T> | undefined {
  let best: T | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const load = share(candidate) / candidate.weight;
    if (load >= least) continue;
    best = candidate;
    least = load;
  }
  return best && { chosen: best, why: `${best.inFlight} of ${best.limit} in flight` };
}
