import type { Question } from '../../domain/question.ts';
import { readQuery } from '../rank/query/read-query.ts';
import { rootOf } from '../rank/terms/root-of.ts';

/** Words that are looked for: the weightiest. */
const MOST_WORDS = 20;

/** The words of a question as packing looks for them in the chosen files. */
export function packWords(question: Question): readonly { readonly word: string; readonly weight: number }[] {
  return readQuery(question)
    .words.filter(({ word }) => word.length > 1)
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, MOST_WORDS)
    .map(({ word, weight }) => ({ word: rootOf(word), weight }));
}
