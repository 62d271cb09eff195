/** How soon more of the same word counts no more (BM25's k1). */
const SATURATION = 1.2;
/** How much the length of a text counts against it (BM25's b); the usual 0.75 is hard on long files that hold many things. */
const LENGTH = 0.5;

/** BM25's weight of a word that stands `count` times in a text this many times as long as usual (Robertson and Zaragoza, 2009). */
export function saturate(count: number, relativeLength: number): number {
  return (count * (SATURATION + 1)) / (count + SATURATION * (1 - LENGTH + LENGTH * relativeLength));
}
