import { type SortedWords, sortWords } from './sort-words.ts';

/** A count that one byte holds. */
const MOST = 255;

/** A part of a file, and its words by their hashes, in the order of the text. */
interface Part {
  readonly first: number;
  readonly last: number;
  readonly hashes: Uint32Array;
}

/**
 * What a file says, for `FileTerms` to be read in one piece: how many chunks, different words and places there are; first line,
 * last line and number of words of each chunk; the words by their hashes, ascending; where the places of each end; of each place the
 * chunk, and how often the word stands there. Of a file of one chunk, every word has one place, and both are left out.
 */
export function encodeFileTerms(chunks: readonly Part[]): Uint8Array {
  const sorted = sortWords(chunks);
  const [words, places] = countDifferent(sorted);
  const whole = chunks.length === 1;
  const head = 3 + 3 * chunks.length;
  const ofPlaces = head + (whole ? words : 2 * words);
  const numbers = new Uint32Array(ofPlaces + Math.ceil(((whole ? 1 : 3) * places) / 4));
  numbers.set([chunks.length, words, places]);
  for (const [at, { first, last, hashes }] of chunks.entries()) numbers.set([first, last, hashes.length], 3 + 3 * at);
  const chunkOf = new Uint16Array(numbers.buffer, 4 * ofPlaces, whole ? 0 : places);
  const countOf = new Uint8Array(numbers.buffer, 4 * ofPlaces + 2 * chunkOf.length, places);
  let word = -1;
  let place = -1;
  for (let at = 0; at < sorted.hashes.length; at++) {
    const hash = sorted.hashes[at] ?? 0;
    const chunk = sorted.chunks[at] ?? 0;
    const known = at > 0 && hash === sorted.hashes[at - 1];
    if (!known) numbers[head + ++word] = hash;
    if (!known || chunk !== sorted.chunks[at - 1]) {
      place++;
      if (!whole) {
        numbers[head + words + word] = place + 1;
        chunkOf[place] = chunk;
      }
    }
    countOf[place] = Math.min(MOST, (countOf[place] ?? 0) + 1);
  }
  return new Uint8Array(numbers.buffer);
}

function countDifferent({ hashes, chunks }: SortedWords): readonly [words: number, places: number] {
  let words = 0;
  let places = 0;
  for (let at = 0; at < hashes.length; at++) {
    const known = at > 0 && hashes[at] === hashes[at - 1];
    if (!known) words++;
    if (!known || chunks[at] !== chunks[at - 1]) places++;
  }
  return [words, places];
}
