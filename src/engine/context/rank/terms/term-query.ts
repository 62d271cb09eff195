/** The words that a question looks for, by their hashes, so that a chunk is walked through once for all of them. */
export class TermQuery {
  /** Ascending. */
  readonly hashes: Uint32Array;
  /** Which of the words, in the question's own order, each hash is. */
  readonly places: Uint32Array;

  constructor(words: readonly { readonly hash: number }[]) {
    const order = words.map(({ hash }, at) => ({ hash, at })).sort((a, b) => a.hash - b.hash || a.at - b.at);
    this.hashes = Uint32Array.from(order, ({ hash }) => hash);
    this.places = Uint32Array.from(order, ({ at }) => at);
  }
}
