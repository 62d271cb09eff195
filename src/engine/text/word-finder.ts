import { SourceLines } from './source-lines.ts';

/** Lines on which a word stands, ascending, by word, in one file. */
export type WordLines = ReadonlyMap<string, readonly number[]>;

const ASCII = 128;
const BEYOND = /[^\0-\x7f]/;

/** Lower case of each character of ASCII. */
const LOWER = Uint8Array.from({ length: ASCII }, (_, code) => String.fromCharCode(code).toLowerCase().charCodeAt(0));
/** Letters beyond ASCII that have it in their lower case: of the Turkish alphabet, and the sign of Kelvin. */
const TURKISH_I = 0x130;
const KELVIN = 0x212a;

/** Bits of a key of three characters, and those that each is shifted by with the next. */
const KEY_BITS = 15;
const SHIFT = 5;
const KEYS = 2 ** KEY_BITS;

/** What counts as a place of a word. */
export interface Places {
  /** Characters up to which a word counts only where it stands alone. */
  readonly short: number;
  /** Places of one word that are looked at. */
  readonly most: number;
}

/** A word while a text is read. */
interface Sought {
  readonly word: string;
  lines: number[];
  hits: number;
  /** Where it may stand next: no two of its places overlap. */
  next: number;
}

/** Finds words in one text after another, as part of longer words too. */
export class WordFinder {
  readonly #words: readonly Sought[];
  /** Those that may begin where three characters have a key. */
  readonly #byKey = new Map<number, Sought[]>();
  /** Which keys these are. */
  readonly #begins = new Uint8Array(KEYS);
  readonly #ascii: boolean;
  readonly #places: Places;

  /** @param words lower case, of two characters at least. */
  constructor(words: readonly string[], places: Places = { short: 0, most: Number.POSITIVE_INFINITY }) {
    this.#places = places;
    this.#words = words.map((word) => ({ word, lines: [], hits: 0, next: 0 }));
    this.#ascii = words.every((word) => !BEYOND.test(word));
    for (const sought of this.#words) {
      const { word } = sought;
      if (BEYOND.test(word)) continue;
      // Behind a word of two characters any may stand.
      const thirds = word.length > 2 ? [word.charCodeAt(2)] : Array.from({ length: ASCII }, (_, code) => code);
      for (const third of thirds) this.#note(keyOf(word.charCodeAt(0), word.charCodeAt(1), third), sought);
    }
  }

  #note(key: number, sought: Sought): void {
    const others = this.#byKey.get(key) ?? [];
    if (!others.includes(sought)) others.push(sought);
    this.#byKey.set(key, others);
    this.#begins[key] = 1;
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

  /** Reads the text once for all words. Returns false where it comes upon a letter that this does not understand. */
  #read(lines: SourceLines): boolean {
    const { text } = lines;
    const { length } = text;
    const begins = this.#begins;
    let key = 0;
    let line = 1;
    // Past the end stands a blank, so that a word may be the last two characters.
    for (let at = 0; at <= length; at++) {
      const code = at < length ? text.charCodeAt(at) : 0x20;
      if (code < ASCII) key = ((key << SHIFT) ^ (LOWER[code] ?? 0)) & (KEYS - 1);
      else if (!this.#ascii || code === KELVIN || code === TURKISH_I) return false;
      else key = (key << SHIFT) & (KEYS - 1);
      if (begins[key] === 1 && at > 1) line = this.#look(lines, at - 2, key, line);
    }
    return true;
  }

  /** Looks whether words stand here that begin with this key. Returns the line of it, as far as that was asked. */
  #look(lines: SourceLines, start: number, key: number, from: number): number {
    const { text } = lines;
    const { short, most } = this.#places;
    let line = from;
    for (const sought of this.#byKey.get(key) ?? []) {
      const { word } = sought;
      if (start < sought.next || sought.hits >= most || !standsAt(text, start, word)) continue;
      sought.next = start + word.length;
      if (word.length <= short && !standsAlone(text, start, word.length)) continue;
      line = lines.at(start, line);
      note(sought, line);
    }
    return line;
  }

  /** The same, word by word. */
  #search(lines: SourceLines): void {
    const text = lines.text.toLowerCase();
    // Almost every text is as long in lower case: then its lines begin at the same places.
    const lower = text.length === lines.text.length ? lines : new SourceLines(text);
    const { short, most } = this.#places;
    for (const sought of this.#words) {
      const { word } = sought;
      sought.lines = [];
      sought.hits = 0;
      let line = 1;
      for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
        if (sought.hits >= most) break;
        if (word.length <= short && !standsAlone(text, at, word.length)) continue;
        line = lower.at(at, line);
        note(sought, line);
      }
    }
  }
}

function keyOf(first: number, second: number, third: number): number {
  return ((((first << SHIFT) ^ second) << SHIFT) ^ third) & (KEYS - 1);
}

function note(sought: Sought, line: number): void {
  if (sought.lines.at(-1) !== line) sought.lines.push(line);
  sought.hits++;
}

/** Whether a word of lower case stands here, in whatever case. */
function standsAt(text: string, start: number, word: string): boolean {
  if (start + word.length > text.length) return false;
  for (let at = 0; at < word.length; at++) {
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
