import type { SourceLines } from './source-lines.ts';

/** Lines on which a word stands, ascending, by word, in one file. */
export type WordLines = ReadonlyMap<string, readonly number[]>;

/** Places of one word that are looked at. */
const MOST_HITS = 300;
/** Characters of a word that counts only where it stands alone. */
const SHORT = 3;
const ASCII = 128;

/** Lower case of each character of ASCII; of no other, since no such begins a word in `WordFinder`. */
const LOWER = Uint8Array.from({ length: ASCII }, (_, code) => String.fromCharCode(code).toLowerCase().charCodeAt(0));

/** A word while a text is read. */
interface Sought {
  readonly word: string;
  lines: number[];
  hits: number;
  /** Where it may stand next: no two of its places overlap. */
  next: number;
}

/** Finds the words of a question in one text after another: as part of longer words too, short ones alone only. */
export class WordFinder {
  readonly #words: readonly Sought[];
  /** Those that begin with the same two characters, by these, from 1. */
  readonly #buckets: readonly (readonly Sought[])[];
  readonly #bucketOf = new Uint8Array(ASCII * ASCII);

  /** @param words lower case, of two characters at least; fewer than 256. */
  constructor(words: readonly string[]) {
    this.#words = words.map((word) => ({ word, lines: [], hits: 0, next: 0 }));
    const keyOf = ({ word }: Sought): number => {
      const [first, second] = [word.charCodeAt(0), word.charCodeAt(1)];
      return first < ASCII && second < ASCII ? first * ASCII + second : -1;
    };
    const buckets = Map.groupBy(this.#words, keyOf);
    // In a text of ASCII those do not stand.
    buckets.delete(-1);
    this.#buckets = [[], ...buckets.values()];
    for (const [at, key] of [...buckets.keys()].entries()) this.#bucketOf[key] = at + 1;
  }

  /** Lines of the words that stand in a text, in the order of the words. */
  in(lines: SourceLines): WordLines {
    for (const sought of this.#words) {
      sought.lines = [];
      sought.hits = 0;
      sought.next = 0;
    }
    if (!this.#read(lines)) this.#search(lines);
    return new Map(this.#words.flatMap(({ word, lines: on }) => (on.length > 0 ? [[word, on]] : [])));
  }

  /** Reads the text once for all words. Returns false where it comes upon what is not ASCII. */
  #read(lines: SourceLines): boolean {
    const { text } = lines;
    const { length } = text;
    const bucketOf = this.#bucketOf;
    let before = 0;
    let line = 1;
    for (let at = 0; at < length; at++) {
      const code = text.charCodeAt(at);
      if (code >= ASCII) return false;
      const lower = LOWER[code] ?? 0;
      const bucket = bucketOf[before * ASCII + lower] ?? 0;
      before = lower;
      if (bucket === 0) continue;
      for (const sought of this.#buckets[bucket] ?? []) {
        const start = at - 1;
        if (start < sought.next || sought.hits >= MOST_HITS || !standsAt(text, start, sought.word)) continue;
        sought.next = start + sought.word.length;
        if (sought.word.length <= SHORT && !standsAlone(text, start, sought.word.length)) continue;
        line = lines.at(start, line);
        note(sought, line);
      }
    }
    return true;
  }

  #search(lines: SourceLines): void {
    const text = lines.text.toLowerCase();
    for (const sought of this.#words) {
      const { word } = sought;
      sought.lines = [];
      sought.hits = 0;
      let line = 1;
      for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
        if (sought.hits >= MOST_HITS) break;
        if (word.length <= SHORT && !standsAlone(text, at, word.length)) continue;
        line = lines.at(at, line);
        note(sought, line);
      }
    }
  }
}

function note(sought: Sought, line: number): void {
  if (sought.lines.at(-1) !== line) sought.lines.push(line);
  sought.hits++;
}

/** Whether a word of lower case stands here, in whatever case; its first two characters do. */
function standsAt(text: string, start: number, word: string): boolean {
  if (start + word.length > text.length) return false;
  for (let at = 2; at < word.length; at++) {
    const code = text.charCodeAt(start + at);
    if (code >= ASCII || LOWER[code] !== word.charCodeAt(at)) return false;
  }
  return true;
}

function standsAlone(text: string, at: number, length: number): boolean {
  return !isLetter(text.charCodeAt(at - 1)) && !isLetter(text.charCodeAt(at + length));
}

function isLetter(code: number): boolean {
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}
