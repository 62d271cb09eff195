import type { IndexSearch } from '../../index/index-search.ts';
import { rarity } from '../terms/rarity.ts';
import type { QueryWord } from './read-query.ts';

/** A word of the question, and what a match of it is worth in this workspace. */
export interface WeighedWord extends QueryWord {
  /** Chunks of product code in which it stands. */
  readonly having: number;
  /** Rarity times weight. */
  readonly value: number;
}

/** Weighs words by how rare they are among this many chunks of product code. */
export function weighWords(words: readonly QueryWord[], search: IndexSearch, chunks: number): WeighedWord[] {
  return words.map((word) => {
    const having = search.frequency(word.word);
    return { ...word, having, value: word.weight * rarity(chunks, having) };
  });
}
