/** Bytes of one entry: the hash of a word (4), and how often it stands there (1). */
const ENTRY = 5;
/** A count that one byte holds. */
const MOST = 255;

/**
 * What a chunk says: the hashes of its words, ascending, then their counts. Small enough to keep beside every chunk, so that
 * the candidates of a search can be scored word by word without reading a file.
 */
export function encodeTerms(words: readonly string[]): Uint8Array {
  const counts = new Map<number, number>();
  for (const word of words) {
    const hash = hashTerm(word);
    counts.set(hash, (counts.get(hash) ?? 0) + 1);
  }
  const bytes = new Uint8Array(counts.size * ENTRY);
  const hashes = new Uint32Array(bytes.buffer, 0, counts.size);
  hashes.set([...counts.keys()]);
  hashes.sort();
  for (const [at, hash] of hashes.entries()) bytes[counts.size * 4 + at] = Math.min(MOST, counts.get(hash) ?? 0);
  return bytes;
}

/** How many different words the chunk has. */
export function termsIn(vector: Uint8Array): number {
  return Math.floor(vector.byteLength / ENTRY);
}

/** FNV-1a over UTF-16 units, 32 bits. */
export function hashTerm(word: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < word.length; at++) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
