/**
 * GreedyDual-Size with Frequency (Cherkasova 1998, after Cao and Irani 1997): an answer is worth `L + hits × cost / size`,
 * where L is the worth of what was evicted last. So what took long to make, is small and is asked often stays longer, and
 * whatever is no longer asked is overtaken by L in time.
 */
export function worthOf(inflation: number, hits: number, generateMs: number, bytes: number): number {
  return inflation + (Math.min(hits, MOST_HITS) * (BASE_MS + generateMs)) / Math.max(1, bytes);
}

/** What every answer costs beside its generation: finding its context, ms. */
export const BASE_MS = 10;
/** So that no answer lives on what it was a thousand hits ago. */
export const MOST_HITS = 64;
