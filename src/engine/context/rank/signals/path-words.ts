import type { Entry } from '../../index/entry.ts';
import type { FileScores } from '../../index/file-scores.ts';
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

const NONE: PathScore = { score: 0, words: new Set() };

/** Words of the question in paths: what they are worth, and the files that are found by them. */
export class PathWords {
  readonly #values: ReadonlyMap<string, number>;
  /** Files with such a word in their path. */
  readonly #having: FileScores;
  readonly found: ReadonlySet<string>;

  constructor(search: IndexSearch, words: readonly QueryWord[], files: number) {
    const found = new Set<string>();
    const values = new Map<string, number>();
    this.#having = search.noScores();
    for (const { word, weight } of words) {
      const { places, all } = search.filesNamed(word);
      if (places.length === 0 || !all) continue;
      values.set(word, weight * rarity(files, places.length));
      for (const place of places) this.#having.add(place, 1);
      if (places.length <= FEW && weight >= 0.5) for (const place of places) found.add(this.#having.pathOf(place));
    }
    this.#values = values;
    this.found = found;
  }

  /** Words of this path that the question has, what they are worth together: a long path has more of them by chance. */
  score({ id, path }: Pick<Entry, 'id' | 'path'>): PathScore {
    if (this.#having.of(id) === 0) return NONE;
    const { words: all } = wordsOfPath(path);
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
