import { SourceLines } from './source-lines.ts';
import { pairOf, pairsOf } from './text-pairs.ts';

/** Lines on which a word stands, ascending, by word, in one file. */
export type WordLines = ReadonlyMap<string, readonly number[]>;

const ASCII = 128;
const BEYOND = /[^\0-\x7f]/;
/** Letters beyond ASCII that have one of it in their lower case: of the Turkish alphabet, and the sign of Kelvin. */
const UNUSUAL = ['\u0130', '\u212a'];

/** Lower case of each character of ASCII. */
const LOWER = Uint8Array.from({ length: ASCII }, (_, code) => String.fromCharCode(code).toLowerCase().charCodeAt(0));
/** Every character of a pair. */
const ANY = Array.from({ length: 256 }, (_, code) => code);
const ALL_PAIRS = 2 ** 16;

/** Words fall into so many groups; those of two characters have two of their own. */
const GROUPS = 14;
const SHORTEST = 2;
const SHORTEST_EVEN = GROUPS;
const SHORTEST_ODD = GROUPS + 1;

/** By a pair of characters, a bit for each group with a word that may show by it, and by the pair behind it; for the finder that reads. */
const FIRST = new Uint16Array(ALL_PAIRS);
const SECOND = new Uint16Array(ALL_PAIRS);
let reader: WordFinder | undefined;

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

/** How a word shows: by these characters, one of each list, two by two, and where it begins beside the first of them. */
interface Sign {
  readonly sought: Sought;
  readonly group: number;
  readonly chars: readonly (readonly number[])[];
  readonly beside: number;
}

/**
 * Finds words in one text after another, as part of longer words too. The text is read by pairs of characters, so that each word is come
 * upon in one of two ways, by its first characters or by those from the second on; only where two pairs in a row are of some word it is
 * looked which one stands there.
 */
export class WordFinder {
  readonly #words: readonly Sought[];
  readonly #isAscii: boolean;
  readonly #places: Places;
  /** Of each group. */
  readonly #signs: readonly Sign[][] = Array.from({ length: GROUPS + 2 }, () => []);

  /** @param words lower case, of two characters at least. */
  constructor(words: readonly string[], places: Places = { short: 0, most: Number.POSITIVE_INFINITY }) {
    this.#places = places;
    this.#words = words.map((word) => ({ word, lines: [], hits: 0, next: 0 }));
    this.#isAscii = words.every((word) => !BEYOND.test(word));
    for (const [at, sought] of this.#words.entries())
      if (!BEYOND.test(sought.word))
        for (const sign of signsOf(sought, at % GROUPS)) this.#signs[sign.group]?.push(sign);
  }

  /** Lines of the words that stand in a text, in the order of the words. */
  in(lines: SourceLines): WordLines {
    for (const sought of this.#words) {
      sought.lines = [];
      sought.hits = 0;
      sought.next = 0;
    }
    const { text } = lines;
    if (UNUSUAL.some((letter) => text.includes(letter)) || (!this.#isAscii && BEYOND.test(text))) this.#search(lines);
    else this.#read(lines);
    const found = new Map<string, readonly number[]>();
    for (const { word, lines: on } of this.#words) if (on.length > 0) found.set(word, on);
    return found;
  }

  /** Reads the text once for all words. */
  #read(lines: SourceLines): void {
    this.#prepare();
    const pairs = pairsOf(lines.text);
    const last = (lines.text.length + 1) >>> 1;
    let line = 1;
    let first = pairs[0] ?? 0;
    for (let at = 1; at <= last; at++) {
      const second = pairs[at] ?? 0;
      const groups = (FIRST[first] ?? 0) & (SECOND[second] ?? 0);
      if (groups !== 0) line = this.#look(lines, 2 * (at - 1), groups, line);
      first = second;
    }
  }

  /** Notes by which pairs these words show. */
  #prepare(): void {
    if (reader === this) return;
    reader = this;
    FIRST.fill(0);
    // One that begins with a pair shows by it alone.
    SECOND.fill(this.#signs[SHORTEST_EVEN]?.length === 0 ? 0 : 1 << SHORTEST_EVEN);
    for (const { group, chars } of this.#signs.flat()) {
      const [one = ANY, two = ANY, three = ANY, four = ANY] = chars;
      note(FIRST, one, two, 1 << group);
      if (chars.length > SHORTEST) note(SECOND, three, four, 1 << group);
    }
  }

  /** Looks which words of these groups stand where they show. Returns the line of the last, or where none does the one given. */
  #look(lines: SourceLines, at: number, groups: number, from: number): number {
    const { text } = lines;
    const { short, most } = this.#places;
    let line = from;
    for (let left = groups; left !== 0; left &= left - 1) {
      // The lowest of them.
      const group = 31 - Math.clz32(left & -left);
      for (const { sought, beside } of this.#signs[group] ?? []) {
        const { word } = sought;
        const start = at + beside;
        if (start < sought.next || sought.hits >= most || !standsAt(text, start, word)) continue;
        sought.next = start + word.length;
        if (word.length <= short && !standsAlone(text, start, word.length)) continue;
        line = lines.at(start, line);
        count(sought, line);
      }
    }
    return line;
  }

  /** The same, word by word, of texts with letters of which there is more than one case. */
  #search(lines: SourceLines): void {
    const text = lines.text.toLowerCase();
    // Almost every text is as long in lower case: then its lines begin at the same places.
    const lower = text.length === lines.text.length ? lines : new SourceLines(text);
    const { short, most } = this.#places;
    for (const sought of this.#words) {
      const { word } = sought;
      let line = 1;
      for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
        if (sought.hits >= most) break;
        if (word.length <= short && !standsAlone(text, at, word.length)) continue;
        line = lower.at(at, line);
        count(sought, line);
      }
    }
  }
}

/** The two ways in which a word of ASCII shows; the one in which it begins earlier first. */
function signsOf(sought: Sought, group: number): Sign[] {
  const chars = Array.from(sought.word, (char) => [char.charCodeAt(0), char.toUpperCase().charCodeAt(0)]);
  if (chars.length === SHORTEST) {
    return [
      { sought, group: SHORTEST_EVEN, chars, beside: 0 },
      { sought, group: SHORTEST_ODD, chars: [ANY, ...chars], beside: 1 },
    ];
  }
  const even = { sought, group, chars: chars.slice(0, 4), beside: 0 };
  if (chars.length === SHORTEST + 1) return [even, { sought, group, chars: [ANY, ...chars], beside: 1 }];
  return [{ sought, group, chars: chars.slice(1, 5), beside: -1 }, even];
}

function note(pairs: Uint16Array, firsts: readonly number[], seconds: readonly number[], bit: number): void {
  for (const first of firsts)
    for (const second of seconds) {
      const pair = pairOf(first, second);
      pairs[pair] = (pairs[pair] ?? 0) | bit;
    }
}

function count(sought: Sought, line: number): void {
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
