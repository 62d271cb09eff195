/** Letters of the shortest stem that loses its end. */
const SHORTEST = 5;
/** Ends of stems that not every word of the stem has, and what all have of them. */
const ENDS: readonly (readonly [end: string, rest: string])[] = [
  ['i', ''],
  ['iz', 'i'],
  ['yz', 'y'],
  ['or', 'o'],
];

/**
 * What the words of a stem begin with, as they are written: `queri` is the stem of `query` and of `queries`, but only `quer`
 * stands in both.
 */
export function rootOf(stem: string): string {
  const found = stem.length < SHORTEST ? undefined : ENDS.find(([end]) => stem.endsWith(end));
  return found === undefined ? stem : stem.slice(0, -found[0].length) + found[1];
}
