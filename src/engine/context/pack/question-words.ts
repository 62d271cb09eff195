import type { Question } from '../../domain/question.ts';
import { readQuery } from '../rank/query/read-query.ts';

/** Lines on which a word stands, by word, in one file. */
export type WordLines = ReadonlyMap<string, ReadonlySet<number>>;

/** Places of one word in one file that are looked at. */
const MOST_HITS = 300;

/** The words of a question as packing looks for them in the chosen files. */
export function packWords(question: Question): readonly { readonly word: string; readonly weight: number }[] {
  return readQuery(question).words.filter(({ word }) => word.length > 1);
}

/** Where the words stand in a file: as part of longer words too, short ones alone only. Lines count from 1. */
export function findWords(text: string, words: readonly { readonly word: string }[]): WordLines {
  const lower = text.toLowerCase();
  const found = new Map<string, Set<number>>();
  for (const { word } of words) {
    const lines = new Set<number>();
    let line = 1;
    let counted = 0;
    let hits = 0;
    for (let at = lower.indexOf(word); at >= 0 && hits < MOST_HITS; at = lower.indexOf(word, at + word.length)) {
      if (word.length <= 3 && !standsAlone(lower, at, word.length)) continue;
      for (let next = lower.indexOf('\n', counted); next >= 0 && next < at; next = lower.indexOf('\n', counted)) {
        line++;
        counted = next + 1;
      }
      lines.add(line);
      hits++;
    }
    if (lines.size > 0) found.set(word, lines);
  }
  return found;
}

function standsAlone(text: string, at: number, length: number): boolean {
  return !/[a-z]/.test(text[at - 1] ?? '') && !/[a-z]/.test(text[at + length] ?? '');
}
