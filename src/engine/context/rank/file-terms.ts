/** Different hashes; see `hashTerm`. */
const HASHES = 2 ** 32;

/** The words of one file, each with the chunks that it stands in: a question looks at some hundred files, word by word. */
export class FileTerms {
  /** First line, last line and number of words of each chunk, in order. */
  readonly #facts: Uint32Array;
  /** The different words of the file by their hashes, ascending, and where the places of each end. */
  readonly #hashes: Uint32Array;
  readonly #ends: Uint32Array | undefined;
  /** Of each place, the chunk, ascending, and how often the word stands there. */
  readonly #chunks: Uint16Array | undefined;
  readonly #counts: Uint8Array;
  /** Of memory. */
  readonly bytes: number;

  /** @param encoded see `encodeFileTerms`; it is looked into, not copied. */
  constructor(encoded: Uint8Array) {
    const { buffer, byteOffset } = encoded.byteOffset % 4 === 0 ? encoded : encoded.slice();
    const [chunks = 0, words = 0, places = 0] = new Uint32Array(buffer, byteOffset, 3);
    const hashes = byteOffset + 12 + 12 * chunks;
    const ofPlaces = hashes + (chunks === 1 ? 4 : 8) * words;
    this.#facts = new Uint32Array(buffer, byteOffset + 12, 3 * chunks);
    this.#hashes = new Uint32Array(buffer, hashes, words);
    // Of one chunk, every word has one place.
    this.#ends = chunks === 1 ? undefined : new Uint32Array(buffer, hashes + 4 * words, words);
    this.#chunks = chunks === 1 ? undefined : new Uint16Array(buffer, ofPlaces, places);
    this.#counts = new Uint8Array(buffer, ofPlaces + (chunks === 1 ? 0 : 2 * places), places);
    this.bytes = encoded.byteLength;
  }

  /**
   * Gives its memory back; nothing may look into it any more. Left to V8, megabytes of words that nobody needs would wait for a collection,
   * and leave holes in the memory of the process. Where the runtime cannot (Node 20), that is how it is.
   */
  release(): void {
    const { buffer } = this.#facts;
    if (buffer instanceof ArrayBuffer) buffer.transfer?.(0);
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
    const { length } = known;
    // Hashes are spread evenly: it is a few places from here.
    let at = Math.floor((hash / HASHES) * length);
    while (at > 0 && (known[at - 1] ?? 0) >= hash) at--;
    while (at < length && (known[at] ?? 0) < hash) at++;
    return known[at] === hash ? at : -1;
  }

  /** Places of a word: from here up to those of the next one. */
  placesOf(word: number): number {
    if (this.#ends === undefined) return word;
    return word === 0 ? 0 : (this.#ends[word - 1] ?? 0);
  }

  /** The chunk of a place; those of one word ascend. */
  chunkAt(place: number): number {
    return this.#chunks?.[place] ?? 0;
  }

  /** How often the word stands in the chunk; 255 means that many or more. */
  countAt(place: number): number {
    return this.#counts[place] ?? 0;
  }
}
