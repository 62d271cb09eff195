import type { Question } from '../../domain/question.ts';
import { readQuery } from '../rank/query/read-query.ts';
import type { CleanText } from './clean-text.ts';

/** Lines on which a word stands, ascending, by word, in one file. */
export type WordLines = ReadonlyMap<string, readonly number[]>;

/** Words that are looked for: the weightiest. */
const MOST_WORDS = 20;

/** Places of one word in one file that are looked at. */
const MOST_HITS = 300;

/** The words of a question as packing looks for them in the chosen files. */
export function packWords(question: Question): readonly { readonly word: string; readonly weight: number }[] {
  return readQuery(question)
    .words.filter(({ word }) => word.length > 1)
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, MOST_WORDS);
}

/** Where the words stand in a file: as part of longer words too, short ones alone only. Lines count from 1. */
export function findWords(
  { lower, trigrams, starts }: CleanText,
  words: readonly { readonly word: string }[],
): WordLines {
  const found = new Map<string, number[]>();
  for (const { word } of words) {
    if (!trigrams.mayHave(word)) continue;
    const lines: number[] = [];
    let line = 0;
    let hits = 0;
    for (let at = lower.indexOf(word); at >= 0 && hits < MOST_HITS; at = lower.indexOf(word, at + word.length)) {
      if (word.length <= 3 && !standsAlone(lower, at, word.length)) continue;
      while ((starts[line + 1] ?? Number.POSITIVE_INFINITY) <= at) line++;
      if (lines.at(-1) !== line + 1) lines.push(line + 1);
      hits++;
    }
    if (lines.length > 0) found.set(word, lines);
  }
  return found;
}

function standsAlone(text: string, at: number, length: number): boolean {
  return !/[a-z]/.test(text[at - 1] ?? '') && !/[a-z]/.test(text[at + length] ?? '');
}
