/** Places of the table, a power of two. */
const TABLE = 1_024;
const NONE = 255;

/** The words that a question looks for, at most 254 of them, by their hashes: so that a chunk is walked through once for all of them. */
export class TermQuery {
  readonly #hashes: Uint32Array;
  /** By the last bits of a hash, the first word that has them. */
  readonly #first = new Uint8Array(TABLE).fill(NONE);
  /** By word, the next one that has the same bits. */
  readonly #next: Uint8Array;

  constructor(words: readonly { readonly hash: number }[]) {
    this.#hashes = Uint32Array.from(words, ({ hash }) => hash);
    this.#next = new Uint8Array(words.length);
    for (let word = words.length - 1; word >= 0; word--) {
      const bits = (this.#hashes[word] ?? 0) & (TABLE - 1);
      this.#next[word] = this.#first[bits] ?? NONE;
      this.#first[bits] = word;
    }
  }

  /** Writes how often each word stands among the words from `from` to `to`, in the order of the question, into `counts`. */
  count(hashes: Uint32Array, times: Uint8Array, from: number, to: number, counts: Float64Array): void {
    const first = this.#first;
    counts.fill(0);
    for (let at = from; at < to; at++) {
      const hash = hashes[at] ?? 0;
      for (let word = first[hash & (TABLE - 1)] ?? NONE; word !== NONE; word = this.#next[word] ?? NONE)
        if (this.#hashes[word] === hash) counts[word] = times[at] ?? 0;
    }
  }
}
