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
  const keys = keysOf(chunks);
  const [words, places] = countDifferent(keys);
  const whole = chunks.length === 1;
  const head = 3 + 3 * chunks.length;
  const ofPlaces = head + (whole ? words : 2 * words);
  const numbers = new Uint32Array(ofPlaces + Math.ceil(((whole ? 1 : 3) * places) / 4));
  numbers.set([chunks.length, words, places]);
  for (const [at, { first, last, words }] of chunks.entries()) numbers.set([first, last, words.length], 3 + 3 * at);
  const chunkOf = new Uint16Array(numbers.buffer, 4 * ofPlaces, whole ? 0 : places);
  const countOf = new Uint8Array(numbers.buffer, 4 * ofPlaces + 2 * chunkOf.length, places);
  let word = -1;
  let place = -1;
  let before = -1;
  let hash = -1;
  for (const key of keys) {
    if (key !== before) {
      place++;
      const next = Math.floor(key / MOST_CHUNKS);
      if (next !== hash) numbers[head + ++word] = next;
      hash = next;
      if (!whole) {
        numbers[head + words + word] = place + 1;
        chunkOf[place] = key % MOST_CHUNKS;
      }
    }
    before = key;
    countOf[place] = Math.min(MOST, (countOf[place] ?? 0) + 1);
  }
  return new Uint8Array(numbers.buffer);
}

/** A number for every word of every chunk, ascending: its hash, then its chunk. */
function keysOf(chunks: readonly ChunkWords[]): Float64Array {
  const keys = new Float64Array(chunks.reduce((sum, { words }) => sum + words.length, 0));
  let end = 0;
  for (const [chunk, { words }] of chunks.entries())
    for (const word of words) keys[end++] = hashTerm(word) * MOST_CHUNKS + chunk;
  return keys.sort();
}

function countDifferent(keys: Float64Array): readonly [words: number, places: number] {
  let words = 0;
  let places = 0;
  let hash = -1;
  let before = -1;
  for (const key of keys) {
    if (key === before) continue;
    before = key;
    places++;
    const next = Math.floor(key / MOST_CHUNKS);
    if (next !== hash) words++;
    hash = next;
  }
  return [words, places];
}
