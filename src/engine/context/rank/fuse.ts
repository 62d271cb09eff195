import type { Candidate } from './candidates.ts';

/** The signals of a ranking. */
export const SIGNALS = [
  'chunks',
  'file',
  'spread',
  'names',
  'defines',
  'identifiers',
  'path',
  'pathPhrase',
  'phrase',
  'messages',
  'votes',
  'company',
  'neighbours',
  'meaning',
] as const;

export type Signal = (typeof SIGNALS)[number];
/** Signals that a file does not have by itself: beside others, known after a first ranking, or by vectors. */
type AroundSignal = 'company' | 'neighbours' | 'meaning';
export type OwnSignal = Exclude<Signal, AroundSignal>;

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

const OWN: Readonly<Record<OwnSignal, (strength: Candidate['strength']) => number>> = {
  chunks: ({ chunks }) => chunks,
  file: ({ file }) => file,
  spread: ({ spread }) => spread,
  names: ({ names }) => names,
  defines: ({ defines }) => defines,
  identifiers: ({ identifiers }) => identifiers,
  path: ({ path }) => path,
  pathPhrase: ({ pathPhrase }) => pathPhrase,
  phrase: ({ phrase }) => phrase,
  messages: ({ messages }) => messages,
  votes: ({ votes }) => votes,
};

/** Signals that are left out; for the ablation of the benchmark. */
export type Without = ReadonlySet<Signal>;

/**
 * Weighted score fusion: each signal is divided by the best that a file of product code has of it, so that signals of different
 * units can be added and a test that says every word of the question does not make all code look unfit; 0 to about 12. Scores
 * rather than ranks, because how far the best file is ahead says much.
 */
export function fuse(candidates: Iterable<Candidate>, besides: Around, without: Without): Map<string, number> {
  const all = [...candidates];
  const sums = new Float64Array(all.length);
  const values = new Float64Array(all.length);
  for (const signal of SIGNALS) {
    if (without.has(signal)) continue;
    const around = signal === 'company' || signal === 'neighbours' || signal === 'meaning';
    const others = around ? besides[signal] : undefined;
    const own = around ? undefined : OWN[signal];
    if (others?.size === 0) continue;
    let best = 0;
    let bestProduct = 0;
    for (let at = 0; at < all.length; at++) {
      const { entry, strength } = all[at] as Candidate;
      const value = own === undefined ? (others?.get(entry.path) ?? 0) : own(strength);
      values[at] = value;
      if (value > best) best = value;
      if (value > bestProduct && entry.kind === 'product') bestProduct = value;
    }
    const highest = bestProduct || best;
    if (highest <= 0) continue;
    for (let at = 0; at < all.length; at++)
      sums[at] = (sums[at] ?? 0) + WEIGHTS[signal] * Math.min(1, (values[at] ?? 0) / highest);
  }
  return new Map(all.map(({ entry, weight }, at) => [entry.path, (sums[at] ?? 0) * weight]));
}
