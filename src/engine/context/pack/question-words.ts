import type { Question } from '../../domain/question.ts';
import { readQuery } from '../rank/query/read-query.ts';
import type { WordPlaces } from './word-places.ts';

/** Lines on which a word stands, ascending, by word, in one file. */
export type WordLines = ReadonlyMap<string, readonly number[]>;

/** Words that are looked for: the weightiest. */
const MOST_WORDS = 20;

/** The words of a question as packing looks for them in the chosen files. */
export function packWords(question: Question): readonly { readonly word: string; readonly weight: number }[] {
  return readQuery(question)
    .words.filter(({ word }) => word.length > 1)
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, MOST_WORDS);
}

/** Where the words stand in a file. */
export function findWords(places: WordPlaces, words: readonly { readonly word: string }[]): WordLines {
  const found = new Map<string, readonly number[]>();
  for (const { word } of words) {
    const lines = places.linesWith(word);
    if (lines.length > 0) found.set(word, lines);
  }
  return found;
}
