import type { RoundRobin } from './round-robin.ts';
import { type Candidate, type Choice, share } from './strategy.ts';

/** How much slower than the fastest of equals one must be to be passed over, and the least ms that count. */
const TIMES_SLOWER = 4;
const SLOW_MS = 1_000;

/**
 * The instance with the smallest share of its limit in use; equals take turns, as in nginx's `least_conn`, since questions that come
 * one by one would all go to the first. One that turned far slower than its equals is passed over until what is remembered of that
 * fades: else every second question of somebody with two instances would wait for it. Share rather than count, so that a large
 * instance takes its part; weight divides it.
 */
export function leastConnections<T extends Candidate>(
  candidates: readonly T[],
  turns: RoundRobin,
  now: number,
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
  const best = equals.length > 1 ? turns.choose(withoutSlow(equals, now))?.chosen : equals[0];
  return best && { chosen: best, why: `${best.inFlight} of ${best.limit} in flight` };
}

function withoutSlow<T extends Candidate>(equals: readonly T[], now: number): readonly T[] {
  let fastest = Number.POSITIVE_INFINITY;
  for (const one of equals) fastest = Math.min(fastest, one.latency(now) || fastest);
  return equals.filter((one) => one.latency(now) <= Math.max(SLOW_MS, TIMES_SLOWER * fastest));
}
