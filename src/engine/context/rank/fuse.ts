/** The signals of a ranking. */
export const SIGNALS = [
  'chunks',
  'file',
  'names',
  'defines',
  'identifiers',
  'path',
  'phrase',
  'messages',
  'votes',
  'company',
  'neighbours',
] as const;

export type Signal = (typeof SIGNALS)[number];

/** By signal, what each file has of it; units are the signal's own. */
export type Signals = Readonly<Record<Signal, ReadonlyMap<string, number>>>;

/**
 * What each signal counts when it is at its best. Fitted as a listwise logistic ranking over the eval cases and as many again
 * from the same repositories, each repository left out in turn; then rounded.
 */
const WEIGHTS: Readonly<Record<Signal, number>> = {
  chunks: 2.4,
  file: 1.3,
  names: 0.3,
  defines: 1,
  identifiers: 1.2,
  path: 1.5,
  phrase: 1,
  messages: 0.6,
  votes: 1.9,
  company: 0.8,
  neighbours: 0.8,
};

/** Signals that are left out; for the ablation of the benchmark. */
export type Without = ReadonlySet<Signal>;

/** What a file is, as fusing needs it. */
export interface Standing {
  readonly product: boolean;
  /** How much its score counts; see `kindWeight`. */
  readonly weight: number;
}

/**
 * Weighted score fusion: each signal is divided by the best that a file of product code has of it, so that signals of different
 * units can be added and a test that says every word of the question does not make all code look unfit; 0 to about 12. Scores
 * rather than ranks, because how far the best file is ahead says much.
 */
export function fuse(signals: Signals, standing: (path: string) => Standing, without: Without): Map<string, number> {
  const fused = new Map<string, number>();
  for (const signal of SIGNALS) {
    if (without.has(signal)) continue;
    const best = highest(signals[signal], (path) => standing(path).product) || highest(signals[signal], () => true);
    if (best <= 0) continue;
    for (const [path, value] of signals[signal])
      fused.set(path, (fused.get(path) ?? 0) + WEIGHTS[signal] * Math.min(1, value / best));
  }
  for (const [path, score] of fused) fused.set(path, score * standing(path).weight);
  return fused;
}

function highest(scores: ReadonlyMap<string, number>, of: (path: string) => boolean): number {
  let most = 0;
  for (const [path, score] of scores) if (score > most && of(path)) most = score;
  return most;
}
