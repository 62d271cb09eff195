import { hashTerm } from './hash-term.ts';

/** Chunks that a file may have, at most: see `chunkId`. */
const MOST_CHUNKS = 2 ** 15;
/** A count that one byte holds. */
const MOST = 255;

/** A part of a file, and its words. */
interface ChunkWords {
  readonly first: number;
  readonly last: number;
  readonly words: readonly string[];
}

/**
 * What a file says, for `FileTerms` to be read in one piece: how many chunks, different words and places there are; first line,
 * last line and number of words of each chunk; the words by their hashes, ascending; where the places of each end; of each place the
 * chunk, and how often the word stands there. Of a file of one chunk, every word has one place, and both are left out.
 */
export function encodeFileTerms(chunks: readonly ChunkWords[]): Uint8Array {
  const [only] = chunks;
  if (only !== undefined && chunks.length === 1) return encodeOne(only);
  const counted = chunks.map(({ words }) => countHashes(words));
  const places = counted.reduce((sum, { size }) => sum + size, 0);
  // A number for every word of every chunk: its hash, then its chunk.
  const keys = new Float64Array(places);
  let end = 0;
  for (const [chunk, counts] of counted.entries()) {
    for (const hash of counts.keys()) keys[end++] = hash * MOST_CHUNKS + chunk;
  }
  keys.sort();
  let words = 0;
  let before = -1;
  for (const key of keys) {
    const hash = Math.floor(key / MOST_CHUNKS);
    if (hash !== before) words++;
    before = hash;
  }
  const head = 3 + 3 * chunks.length;
  const numbers = new Uint32Array(head + 2 * words + Math.ceil((3 * places) / 4));
  numbers.set([
    chunks.length,
    words,
    places,
    ...chunks.flatMap(({ first, last, words }) => [first, last, words.length]),
  ]);
  const ofPlaces = 4 * (head + 2 * words);
  const chunkOf = new Uint16Array(numbers.buffer, ofPlaces, places);
  const countOf = new Uint8Array(numbers.buffer, ofPlaces + 2 * places, places);
  let word = -1;
  before = -1;
  for (let place = 0; place < places; place++) {
    const key = keys[place] ?? 0;
    const hash = Math.floor(key / MOST_CHUNKS);
    const chunk = key % MOST_CHUNKS;
    if (hash !== before) {
      word++;
      numbers[head + word] = hash;
    }
    before = hash;
    numbers[head + words + word] = place + 1;
    chunkOf[place] = chunk;
    countOf[place] = Math.min(MOST, counted[chunk]?.get(hash) ?? 0);
  }
  return new Uint8Array(numbers.buffer);
}

function encodeOne({ first, last, words }: ChunkWords): Uint8Array {
  const counts = countHashes(words);
  const { size } = counts;
  const numbers = new Uint32Array(6 + size + Math.ceil(size / 4));
  numbers.set([1, size, size, first, last, words.length]);
  const hashes = numbers.subarray(6, 6 + size);
  hashes.set([...counts.keys()]);
  hashes.sort();
  const countOf = new Uint8Array(numbers.buffer, 4 * (6 + size), size);
  for (let place = 0; place < size; place++) countOf[place] = Math.min(MOST, counts.get(hashes[place] ?? 0) ?? 0);
  return new Uint8Array(numbers.buffer);
}

function countHashes(words: readonly string[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const word of words) {
    const hash = hashTerm(word);
    counts.set(hash, (counts.get(hash) ?? 0) + 1);
  }
  return counts;
}
