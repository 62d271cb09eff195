/** Bits of each set, a power of two. */
const BITS = 256;
const WORDS = BITS / 32;
/** Characters by which words are told apart: forms of one word begin with the same, or are no longer. */
const LETTERS = 4;

/** How the words of texts begin, by hash: most texts that cannot hold the words asked for are told so without a look at their words. */
export class Beginnings {
  readonly #bits: Uint32Array;

  constructor(texts: readonly string[]) {
    this.#bits = new Uint32Array(WORDS * texts.length);
    for (const [at, text] of texts.entries()) this.#add(at, text.toLowerCase());
  }

  /** The mark of a word, lower case, for `mayHave`. */
  static mark(word: string): number {
    return markOf(word, 0, Math.min(LETTERS, word.length));
  }

  /** Whether a word of the text at this place may begin as the marked one does; if not, none does. */
  mayHave(text: number, mark: number): boolean {
    return ((this.#bits[WORDS * text + (mark >>> 5)] ?? 0) & (1 << (mark & 31))) !== 0;
  }

  /** Everything where a word may begin is taken for the beginning of one. */
  #add(at: number, lower: string): void {
    let before = false;
    for (let start = 0; start < lower.length; start++) {
      const letter = isLetter(lower.charCodeAt(start));
      if (letter && (!before || lower.charCodeAt(start) > 127 || lower.charCodeAt(start - 1) > 127)) {
        let end = start + 1;
        while (end < start + LETTERS && isPart(lower.charCodeAt(end))) {
          // In other scripts a word may end here or not.
          if (lower.charCodeAt(end) > 127) this.#set(at, markOf(lower, start, end));
          end++;
        }
        this.#set(at, markOf(lower, start, end));
      }
      before = letter;
    }
  }

  #set(at: number, mark: number): void {
    const place = WORDS * at + (mark >>> 5);
    this.#bits[place] = (this.#bits[place] ?? 0) | (1 << (mark & 31));
  }
}

function markOf(text: string, from: number, to: number): number {
  let hash = to - from;
  for (let at = from; at < to; at++) hash = Math.imul(hash, 31) + text.charCodeAt(at);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 12)) & (BITS - 1);
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || code === 95 || code === 36 || code > 127;
}

function isPart(code: number): boolean {
  return isLetter(code) || (code >= 48 && code <= 57);
}
