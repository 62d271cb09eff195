import { SourceLines } from './source-lines.ts';

/** Lines on which a word stands, ascending, by word, in one file. */
export type WordLines = ReadonlyMap<string, readonly number[]>;

const ASCII = 128;
const BEYOND = /[^\0-\x7f]/;

/** Lower case of each character of ASCII. */
const LOWER = Uint8Array.from({ length: ASCII }, (_, code) => String.fromCharCode(code).toLowerCase().charCodeAt(0));
/** What may stand beside a short word, in lower case: any character, or where it has to stand alone no letter. */
const ANY = Array.from(new Set(LOWER), (code) => String.fromCharCode(code));
const NO_LETTER = ANY.filter((char) => !isLetter(char.charCodeAt(0)));
/** Letters beyond ASCII that have it in their lower case: of the Turkish alphabet, and the sign of Kelvin. */
const TURKISH_I = 0x130;
const KELVIN = 0x212a;

/** Bits of a key of three characters, and those by which each is shifted further than the next. */
const KEY_BITS = 15;
const SHIFT = 5;
const KEYS = 2 ** KEY_BITS;
/** Characters that are looked at together, and from one look to the next. */
const WINDOW = 3;
const STEP = 2;
const BLANK = 0x20;

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

/** Where a word begins, beside the place at which its key was come upon. */
interface Start {
  readonly sought: Sought;
  readonly beside: number;
}

/**
 * Finds words in one text after another, as part of longer words too. The text is looked at at every second place only: there each word
 * shows by its first three characters or by the next, and one that is too short for that by what stands before it.
 */
export class WordFinder {
  readonly #words: readonly Sought[];
  /** One more than where in `#starts` stand those of the words that show by a key; 0 where none does. */
  readonly #keys = new Uint16Array(KEYS);
  readonly #starts: Start[][] = [];
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
      const beside = word.length <= places.short ? NO_LETTER : ANY;
      if (word.length > WINDOW) this.#note(word.slice(1), { sought, beside: -1 });
      if (word.length >= WINDOW) this.#note(word, { sought, beside: 0 });
      else for (const char of beside) this.#note(word + char, { sought, beside: 0 });
      if (word.length <= WINDOW) for (const char of beside) this.#note(char + word, { sought, beside: 1 });
    }
  }

  /** The word shows by the first characters of this text. */
  #note(text: string, start: Start): void {
    const key = keyOf(text.charCodeAt(0), text.charCodeAt(1), text.charCodeAt(2));
    const known = this.#keys[key] ?? 0;
    if (known === 0) this.#keys[key] = this.#starts.push([start]);
    else this.#starts[known - 1]?.push(start);
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
    const keys = this.#keys;
    let first = this.#lower(text, 0);
    let line = 1;
    for (let at = 0; at < length; at += STEP) {
      const second = this.#lower(text, at + 1);
      const third = this.#lower(text, at + 2);
      if (first < 0 || second < 0 || third < 0) return false;
      const known = keys[keyOf(first, second, third)] ?? 0;
      if (known > 0) line = this.#look(lines, at, this.#starts[known - 1] ?? [], line);
      first = third;
    }
    return true;
  }

  /** A character in lower case, past the end a blank; 0 for one beyond ASCII, or less where it may be a letter of a word. */
  #lower(text: string, at: number): number {
    if (at >= text.length) return BLANK;
    const code = text.charCodeAt(at);
    if (code < ASCII) return LOWER[code] ?? 0;
    return this.#ascii && code !== KELVIN && code !== TURKISH_I ? 0 : -1;
  }

  /** Looks whether words stand where they may begin by what is at a place. Returns the line of it, as far as that was asked. */
  #look(lines: SourceLines, at: number, starts: readonly Start[], from: number): number {
    const { text } = lines;
    const { short, most } = this.#places;
    let line = from;
    for (const { sought, beside } of starts) {
      const { word } = sought;
      const start = at + beside;
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
  return ((first << (2 * SHIFT)) ^ (second << SHIFT) ^ third) & (KEYS - 1);
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
