/** Letters of the shortest stem that loses its end. */
const SHORTEST = 5;

/**
 * What the words of a stem begin with, as they are written: `queri` is the stem of `query` and of `queries`, but only `quer`
 * stands in both.
 */
export function rootOf(stem: string): string {
  return stem.length >= SHORTEST && stem.endsWith('i') ? stem.slice(0, -1) : stem;
}
