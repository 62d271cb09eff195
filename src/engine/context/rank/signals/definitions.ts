import type { FileIndex } from '../../index/file-index.ts';
import type { Query } from '../query/read-query.ts';
import { rarity } from '../terms/rarity.ts';
import { wordsOf } from '../terms/words-of.ts';

export interface Defined {
  readonly scores: ReadonlyMap<string, number>;
  /** Names of the question that a file defines. */
  readonly names: ReadonlyMap<string, readonly string[]>;
}

/** Files past which a name is everybody's. */
const MOST_FILES = 40;

/** Files of product code that define a name of the question, letter by letter: the fewer define it, the more it says. */
export function findDefinitions(index: FileIndex, query: Query, files: number): Defined {
  const scores = new Map<string, number>();
  const names = new Map<string, string[]>();
  const weights = new Map(query.words.map(({ word, weight }) => [word, weight]));
  for (const name of query.names) {
    const paths = index.definitions.inProduct(name, MOST_FILES + 1);
    if (paths.length === 0 || paths.length > MOST_FILES) continue;
    const value = (weights.get(wordsOf(name)[0] ?? '') ?? 1) * rarity(files, paths.length);
    for (const path of paths) {
      scores.set(path, (scores.get(path) ?? 0) + value);
      const known = names.get(path);
      if (known === undefined) names.set(path, [name]);
      else known.push(name);
    }
  }
  return { scores, names };
}
