/** Every word of some chunks: its hash, and the number of its chunk. Hashes ascend, and the chunks of equal ones. */
export interface SortedWords {
  readonly hashes: Uint32Array;
  readonly chunks: Uint16Array;
}

/** Values of a byte. */
const BYTE = 256;

/**
 * Sorts the words of chunks by their hashes. They come in the order of their chunks, and sorting by one byte after the other, the least
 * first, leaves equal ones in the order in which they came (radix sort).
 */
export function sortWords(chunks: readonly { readonly hashes: Uint32Array }[]): SortedWords {
  const count = chunks.reduce((sum, { hashes }) => sum + hashes.length, 0);
  let from = { hashes: new Uint32Array(count), chunks: new Uint16Array(count) };
  let to = { hashes: new Uint32Array(count), chunks: new Uint16Array(count) };
  let end = 0;
  for (const [chunk, { hashes }] of chunks.entries()) {
    from.hashes.set(hashes, end);
    from.chunks.fill(chunk, end, end + hashes.length);
    end += hashes.length;
  }
  for (let shift = 0; shift < 32; shift += 8) {
    sortByByte(from, to, shift);
    [from, to] = [to, from];
  }
  return from;
}

function sortByByte({ hashes, chunks }: SortedWords, to: SortedWords, shift: number): void {
  const ends = new Uint32Array(BYTE);
  for (const hash of hashes) {
    const byte = (hash >>> shift) % BYTE;
    ends[byte] = (ends[byte] ?? 0) + 1;
  }
  for (let byte = 1; byte < BYTE; byte++) ends[byte] = (ends[byte] ?? 0) + (ends[byte - 1] ?? 0);
  // From behind, so that those that came last stay behind.
  for (let at = hashes.length - 1; at >= 0; at--) {
    const hash = hashes[at] ?? 0;
    const byte = (hash >>> shift) % BYTE;
    const place = (ends[byte] ?? 0) - 1;
    ends[byte] = place;
    to.hashes[place] = hash;
    to.chunks[place] = chunks[at] ?? 0;
  }
}
