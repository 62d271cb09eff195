/** Bits of the set, a power of two. */
const BITS = 32_768;

/** Which runs of three characters a text has, by hash: most words that are not in it are told so without a search. */
export class Trigrams {
  readonly #bits = new Uint32Array(BITS / 32);

  constructor(text: string) {
    const bits = this.#bits;
    let one = text.charCodeAt(0);
    let two = text.charCodeAt(1);
    for (let at = 2; at < text.length; at++) {
      const three = text.charCodeAt(at);
      const bit = bitOf(one, two, three);
      bits[bit >>> 5] = (bits[bit >>> 5] ?? 0) | (1 << (bit & 31));
      one = two;
      two = three;
    }
  }

  /** Whether the word may stand in the text; if not, it does not. */
  mayHave(word: string): boolean {
    for (let at = 2; at < word.length; at++) {
      const bit = bitOf(word.charCodeAt(at - 2), word.charCodeAt(at - 1), word.charCodeAt(at));
      if (((this.#bits[bit >>> 5] ?? 0) & (1 << (bit & 31))) === 0) return false;
    }
    return true;
  }
}

function bitOf(one: number, two: number, three: number): number {
  return (one * 961 + two * 31 + three) & (BITS - 1);
}
