import type { RoundRobin } from './round-robin.ts';
import { type Candidate, type Choice, share } from './strategy.ts';

/**
 * The instance with the smallest share of its limit in use; equals take turns, as in nginx's `least_conn`, since questions that come
 * one by one would all go to the first. Share rather than count, so that a large instance takes its part; weight divides it.
 */
export function leastConnections<T extends Candidate>(
  candidates: readonly T[],
  turns: RoundRobin,
): Choice<T> | undefined {
  let equals: T[] = [];
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const load = share(candidate) / candidate.weight;
    if (load > least) continue;
    if (load < least) equals = [];
    equals.push(candidate);
    least = load;
  }
  const best = equals.length > 1 ? turns.choose(equals)?.chosen : equals[0];
  return best && { chosen: best, why: `${best.inFlight} of ${best.limit} in flight` };
}
