import type { Candidate, Choice, Circumstances } from './strategy.ts';

/** Instances up to which all are compared; beyond it two drawn at random are. */
const COMPARE_ALL = 16;

/**
 * The instance that should answer first: peak-EWMA latency × (questions in flight + 1) ÷ weight, the load metric of Finagle.
 * Beyond 16 instances two random ones are compared (power of two choices, Mitzenmacher 2001): nearly as good, and a crowd of
 * askers does not fall on the one that looked best.
 */
export function weightedResponseTime<T extends Candidate>(
  candidates: readonly T[],
  { now, random }: Circumstances,
): Choice<T> | undefined {
  const compared = candidates.length > COMPARE_ALL ? drawTwo(candidates, random.next(), random.next()) : candidates;
  let best: T | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of compared) {
    const cost = costOf(candidate, now);
    if (cost >= least) continue;
    best = candidate;
    least = cost;
  }
  if (best === undefined) return undefined;
  const latency = best.latency(now);
  const expected = latency === 0 ? 'not measured yet' : `${Math.round(latency)} ms expected`;
  return { chosen: best, why: `${expected}, ${best.inFlight} in flight` };
}

/** An instance that is not measured yet is tried at once, but by one question only. */
function costOf(candidate: Candidate, now: number): number {
  const latency = candidate.latency(now);
  if (latency === 0) return candidate.inFlight === 0 ? 0 : Number.MAX_SAFE_INTEGER / 2 + candidate.inFlight;
  return (latency * (candidate.inFlight + 1)) / candidate.weight;
}

function drawTwo<T>(all: readonly T[], first: number, second: number): T[] {
  const a = Math.floor(first * all.length);
  const b = (a + 1 + Math.floor(second * (all.length - 1))) % all.length;
  return [a, b].flatMap((place) => all[place] ?? []);
}
