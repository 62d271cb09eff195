import type { Candidate } from './candidates.ts';
import { OWN_SIGNALS, type OwnSignal, type Strengths } from './strengths.ts';

/** The signals of a ranking. */
export const SIGNALS = [...OWN_SIGNALS, 'company', 'neighbours', 'meaning'] as const;

export type Signal = (typeof SIGNALS)[number];
/** Signals that a file does not have by itself: beside others, known after a first ranking, or by vectors. */
type AroundSignal = Exclude<Signal, OwnSignal>;

/** What changes together with the best files, what they import, and what means what the question does: by path. */
export type Around = Readonly<Record<AroundSignal, Pick<ReadonlyMap<string, number>, 'get' | 'size'>>>;

/**
 * What each signal counts when it is at its best. Fitted as a listwise logistic ranking over the eval cases and as many again
 * from the same repositories, each repository left out in turn; then rounded.
 */
const WEIGHTS: Readonly<Record<Signal, number>> = {
  chunks: 2.4,
  file: 1.3,
  // Against it: that a file is about the question is said in few places.
  spread: -0.3,
  names: 0.3,
  defines: 0.6,
  identifiers: 1.2,
  path: 1.5,
  // Fitted apart, over commits of fifteen repositories in ten languages.
  pathPhrase: 0.4,
  phrase: 1,
  messages: 0.6,
  votes: 1.9,
  company: 0.7,
  neighbours: 0.8,
  // Not fitted: as much as the words of the whole file.
  meaning: 1.3,
};

/** Signals that are left out; for the ablation of the benchmark. */
export type Without = ReadonlySet<Signal>;

/**
 * Weighted score fusion: each signal is divided by the best that a file of product code has of it, so that signals of different
 * units can be added and a test that says every word of the question does not make all code look unfit; 0 to about 12. Scores
 * rather than ranks, because how far the best file is ahead says much.
 */
export function fuse(
  candidates: readonly Candidate[],
  strengths: Strengths,
  besides: Around,
  without: Without,
): Map<string, number> {
  const sums = new Float64Array(candidates.length);
  const values = new Float64Array(candidates.length);
  for (const signal of SIGNALS) {
    if (without.has(signal)) continue;
    if (signal === 'company' || signal === 'neighbours' || signal === 'meaning') {
      const scores = besides[signal];
      if (scores.size === 0) continue;
      candidates.forEach(({ entry }, at) => {
        values[at] = scores.get(entry.path) ?? 0;
      });
    } else strengths.read(signal, values);
    const highest = bestOf(values, candidates);
    if (highest > 0) add(values, highest, WEIGHTS[signal], sums);
  }
  return new Map(candidates.map(({ entry, weight }, at) => [entry.path, (sums[at] ?? 0) * weight]));
}

/** The best that a file of product code has; where none has any, that of all. */
function bestOf(values: Float64Array, candidates: readonly Candidate[]): number {
  let best = 0;
  let bestProduct = 0;
  for (let at = 0; at < values.length; at++) {
    const value = values[at] ?? 0;
    if (value > best) best = value;
    if (value > bestProduct && candidates[at]?.entry.kind === 'product') bestProduct = value;
  }
  return bestProduct || best;
}

function add(values: Float64Array, highest: number, weight: number, sums: Float64Array): void {
  for (let at = 0; at < values.length; at++)
    sums[at] = (sums[at] ?? 0) + weight * Math.min(1, (values[at] ?? 0) / highest);
}
