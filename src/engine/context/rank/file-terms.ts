import type { Chunk } from '../index/index-search.ts';
import { termsIn } from './terms/term-vector.ts';

/** Chunks that a file may have, at most: see `chunkId`. */
const MOST_CHUNKS = 2 ** 15;

/** The words of one file, each with the chunks that it stands in: a question looks at some hundred files, word by word. */
export class FileTerms {
  /** First line, last line and number of words of each chunk, in order. */
  readonly #facts: Uint32Array;
  /** The different words of the file by their hashes, ascending, and where the places of each end. */
  readonly #hashes: Uint32Array;
  readonly #ends: Uint32Array;
  /** Of each place, the chunk, ascending, and how often the word stands there. */
  readonly #chunks: Uint16Array;
  readonly #counts: Uint8Array;

  constructor(chunks: readonly Chunk[]) {
    this.#facts = Uint32Array.from(chunks.flatMap(({ first, last, words }) => [first, last, words]));
    const keys = placesOf(chunks);
    this.#chunks = new Uint16Array(keys.length);
    this.#counts = new Uint8Array(keys.length);
    const hashes: number[] = [];
    const ends: number[] = [];
    // Each chunk has its own words in this order already.
    const next = new Uint32Array(chunks.length);
    for (let at = 0; at < keys.length; at++) {
      const key = keys[at] ?? 0;
      const hash = Math.floor(key / MOST_CHUNKS);
      const chunk = key % MOST_CHUNKS;
      if (hashes.at(-1) !== hash) {
        hashes.push(hash);
        ends.push(at);
      }
      ends[ends.length - 1] = at + 1;
      const terms = chunks[chunk]?.terms ?? new Uint8Array();
      this.#chunks[at] = chunk;
      this.#counts[at] = terms[4 * termsIn(terms) + (next[chunk] ?? 0)] ?? 0;
      next[chunk] = (next[chunk] ?? 0) + 1;
    }
    this.#hashes = Uint32Array.from(hashes);
    this.#ends = Uint32Array.from(ends);
  }

  /** How many chunks the file has. */
  get size(): number {
    return this.#facts.length / 3;
  }

  first(chunk: number): number {
    return this.#facts[3 * chunk] ?? 0;
  }

  last(chunk: number): number {
    return this.#facts[3 * chunk + 1] ?? 0;
  }

  /** How many words a chunk has. */
  words(chunk: number): number {
    return this.#facts[3 * chunk + 2] ?? 0;
  }

  /** Which of the file's words has this hash, from 0; -1 for none. */
  find(hash: number): number {
    const known = this.#hashes;
    let low = 0;
    let high = known.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((known[middle] ?? 0) < hash) low = middle + 1;
      else high = middle;
    }
    return known[low] === hash ? low : -1;
  }

  /** Places of a word: from here up to those of the next one. */
  placesOf(word: number): number {
    return word === 0 ? 0 : (this.#ends[word - 1] ?? 0);
  }

  /** The chunk of a place; those of one word ascend. */
  chunkAt(place: number): number {
    return this.#chunks[place] ?? 0;
  }

  /** How often the word stands in the chunk; 255 means that many or more. */
  countAt(place: number): number {
    return this.#counts[place] ?? 0;
  }
}

/** A number for every word of every chunk: its hash, then its chunk; ascending. */
function placesOf(chunks: readonly Chunk[]): Float64Array {
  const sizes = chunks.map(({ terms }) => termsIn(terms));
  const keys = new Float64Array(sizes.reduce((sum, size) => sum + size, 0));
  let end = 0;
  for (const [chunk, { terms }] of chunks.entries()) {
    const size = sizes[chunk] ?? 0;
    const { buffer, byteOffset } = aligned(terms);
    const hashes = new Uint32Array(buffer, byteOffset, size);
    for (let at = 0; at < size; at++) keys[end + at] = (hashes[at] ?? 0) * MOST_CHUNKS + chunk;
    end += size;
  }
  return keys.sort();
}

/** The same bytes where they can be read as numbers of four bytes. */
function aligned(terms: Uint8Array): Uint8Array {
  return terms.byteOffset % 4 === 0 ? terms : terms.slice();
}
