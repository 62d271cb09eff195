import type { IndexSearch } from '../../index/index-search.ts';
import type { QueryWord } from '../query/read-query.ts';
import { rarity } from '../terms/rarity.ts';
import { wordsOfPath } from '../terms/words-of-name.ts';

/** Files that are candidates for a word in their path alone. */
const FEW = 100;

export interface PathScore {
  readonly score: number;
  readonly words: ReadonlySet<string>;
}

/** Words of the question in paths: what they are worth, and the files that are found by them. */
export class PathWords {
  readonly #values: ReadonlyMap<string, number>;
  /** A ranking asks several times about each candidate. */
  readonly #known = new Map<string, PathScore>();
  readonly found: ReadonlySet<string>;

  constructor(search: IndexSearch, words: readonly QueryWord[], files: number) {
    const found = new Set<string>();
    const values = new Map<string, number>();
    for (const { word, weight } of words) {
      const { paths, all } = search.filesNamed(word);
      if (paths.length === 0 || !all) continue;
      values.set(word, weight * rarity(files, paths.length));
      if (paths.length <= FEW && weight >= 0.5) for (const path of paths) found.add(path);
    }
    this.#values = values;
    this.found = found;
  }

  /** Words of this path that the question has, what they are worth together: a long path has more of them by chance. */
  score(path: string): PathScore {
    const known = this.#known.get(path);
    if (known !== undefined) return known;
    const made = this.#score(path);
    this.#known.set(path, made);
    return made;
  }

  #score(path: string): PathScore {
    const all = wordsOfPath(path);
    const words = new Set<string>();
    let sum = 0;
    for (const word of all) {
      const value = this.#values.get(word);
      if (value === undefined) continue;
      words.add(word);
      sum += value;
    }
    return { score: sum / Math.sqrt(Math.max(1, all.size)), words };
  }
}
