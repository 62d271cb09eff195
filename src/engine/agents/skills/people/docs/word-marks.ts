import { firstFrom } from '../../text/first-from.ts';
import { wordsIn } from './words-in.ts';

/** Values of a mark, and texts that can be told apart. */
const MARKS = 2 ** 16;
/** Letters by which forms are looked for: forms of one word begin with the same, or are no longer. */
const LETTERS = 4;

/**
 * Which of many texts hold a word, or words that begin as it does, by a short hash: those that cannot hold what is asked for are never
 * looked at. It takes four bytes for each word of a text and each beginning.
 */
export class WordMarks {
  /** Ascending; beside each the place of a text that has it. */
  readonly #marks: Uint16Array;
  readonly #texts: Uint16Array;

  /** @param texts at most 65,536. */
  constructor(texts: readonly string[]) {
    const pairs = texts.flatMap((text, at) => {
      const marks = new Set(wordsIn(text).flatMap((word) => [WordMarks.ofBeginning(word), WordMarks.of(word)]));
      return [...marks].map((mark) => mark * MARKS + at);
    });
    const sorted = Uint32Array.from(pairs).sort();
    this.#marks = Uint16Array.from(sorted, (pair) => Math.floor(pair / MARKS));
    this.#texts = Uint16Array.from(sorted, (pair) => pair % MARKS);
  }

  /** Of a word, lower case, as it stands. */
  static of(word: string): number {
    let hash = word.length;
    for (let at = 0; at < word.length; at++) hash = Math.imul(hash, 31) + word.charCodeAt(at);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    return (hash ^ (hash >>> 12)) & (MARKS - 1);
  }

  /** Of how a word begins. */
  static ofBeginning(word: string): number {
    return WordMarks.of(word.slice(0, LETTERS));
  }

  /** Places of the texts that may have a mark, each once; no other has it. */
  having(mark: number): Uint16Array {
    return this.#texts.subarray(firstFrom(this.#marks, mark), firstFrom(this.#marks, mark + 1));
  }
}
