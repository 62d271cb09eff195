import { limits } from '../../limits.ts';
import { Trigrams } from './trigrams.ts';

/** Places of one word that are looked at. */
const MOST_HITS = 300;

/** Where words stand in a text: as part of longer words too, short ones alone only. The words of the last questions are remembered. */
export class WordPlaces {
  readonly #lower: string;
  readonly #trigrams: Trigrams;
  /** Where each line begins. */
  readonly #starts: readonly number[];
  readonly #known = new Map<string, readonly number[]>();

  constructor(text: string) {
    this.#lower = text.toLowerCase();
    this.#trigrams = new Trigrams(this.#lower);
    const starts = [0];
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    this.#starts = starts;
  }

  /** Lines on which a word stands, from 1, ascending. */
  linesWith(word: string): readonly number[] {
    if (!this.#trigrams.mayHave(word)) return [];
    const known = this.#known.get(word);
    if (known !== undefined) return known;
    const lines = this.#search(word);
    if (this.#known.size >= limits.wordsFound) this.#known.clear();
    this.#known.set(word, lines);
    return lines;
  }

  #search(word: string): number[] {
    const text = this.#lower;
    const lines: number[] = [];
    let line = 0;
    let hits = 0;
    for (let at = text.indexOf(word); at >= 0 && hits < MOST_HITS; at = text.indexOf(word, at + word.length)) {
      if (word.length <= 3 && !standsAlone(text, at, word.length)) continue;
      while ((this.#starts[line + 1] ?? Number.POSITIVE_INFINITY) <= at) line++;
      if (lines.at(-1) !== line + 1) lines.push(line + 1);
      hits++;
    }
    return lines;
  }
}

function standsAlone(text: string, at: number, length: number): boolean {
  return !/[a-z]/.test(text[at - 1] ?? '') && !/[a-z]/.test(text[at + length] ?? '');
}
