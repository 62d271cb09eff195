import type { Chunk } from '../index/index-search.ts';
import type { TermQuery } from './terms/term-query.ts';
import { termsIn } from './terms/term-vector.ts';

/** What the chunks of one file say, in a few arrays: a question looks at some hundred files, chunk by chunk. */
export class FileTerms {
  /** First line, last line and number of words of each chunk, in order. */
  readonly #facts: Uint32Array;
  /** Where the words of each chunk end. */
  readonly #ends: Uint32Array;
  /** Of each chunk, the hashes of its words, ascending. */
  readonly #hashes: Uint32Array;
  readonly #counts: Uint8Array;

  constructor(chunks: readonly Chunk[]) {
    const sizes = chunks.map(({ terms }) => termsIn(terms));
    const all = sizes.reduce((sum, size) => sum + size, 0);
    this.#facts = new Uint32Array(3 * chunks.length);
    this.#ends = new Uint32Array(chunks.length);
    const bytes = new Uint8Array(5 * all);
    this.#hashes = new Uint32Array(bytes.buffer, 0, all);
    this.#counts = bytes.subarray(4 * all);
    let end = 0;
    for (const [at, { first, last, words, terms }] of chunks.entries()) {
      const size = sizes[at] ?? 0;
      this.#facts.set([first, last, words], 3 * at);
      bytes.set(terms.subarray(0, 4 * size), 4 * end);
      this.#counts.set(terms.subarray(4 * size, 5 * size), end);
      end += size;
      this.#ends[at] = end;
    }
  }

  get chunks(): number {
    return this.#ends.length;
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

  /** How often each of these words stands in a chunk, into `counts`, in the order of the words; 255 means that many or more. */
  count(chunk: number, query: TermQuery, counts: Float64Array): void {
    const from = chunk === 0 ? 0 : (this.#ends[chunk - 1] ?? 0);
    query.count(this.#hashes, this.#counts, from, this.#ends[chunk] ?? 0, counts);
  }
}
