import type { IndexSearch } from '../../index/index-search.ts';
import type { Query } from '../query/read-query.ts';
import type { WeighedWord } from '../query/weigh-words.ts';
import { rarity } from '../terms/rarity.ts';

export interface Phrases {
  readonly scores: ReadonlyMap<string, number>;
  readonly said: ReadonlyMap<string, string>;
}

/** Product files in which two words stand side by side as in the question, the rarest pair of each. */
export function findPhrases(
  search: IndexSearch,
  { pairs }: Query,
  words: readonly WeighedWord[],
  files: number,
): Phrases {
  const scores = new Map<string, number>();
  const said = new Map<string, string>();
  const absent = new Set(words.filter(({ having }) => having === 0).map(({ word }) => word));
  for (const [one, next] of pairs) {
    if (absent.has(one.word) || absent.has(next.word)) continue;
    const paths = search.filesWithPair(one.word, next.word);
    const value = Math.min(one.weight, next.weight, 1) * rarity(files, paths.length);
    for (const path of paths) {
      if (!said.has(path)) said.set(path, `${one.word} ${next.word}`);
      scores.set(path, (scores.get(path) ?? 0) + value);
    }
  }
  return { scores, said };
}
