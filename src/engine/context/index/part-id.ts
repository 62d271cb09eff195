/** Parts that a text may have: more than `indexedFileBytes` of nothing but line ends has chunks, and `definitionsPerFile`. */
const MOST = 2 ** 15;

/**
 * The id of a part of something (a chunk of a text, a definition or import of a file) with this number, from 0: it tells what it is a
 * part of, so that nobody need look that up, and all parts of one lie side by side.
 */
export function partId(whole: number, number: number): number {
  return whole * MOST + number;
}

/** What a part belongs to. */
export function wholeOf(part: number): number {
  return Math.floor(part / MOST);
}

/** The ids of all parts, as SQL: `BETWEEN` these. */
export function partsOf(whole: string): string {
  return `${whole} * ${MOST} AND ${whole} * ${MOST} + ${MOST - 1}`;
}
