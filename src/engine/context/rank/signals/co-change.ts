import type { History } from '../../history/history.ts';
import type { Commit } from '../../history/read-log.ts';

/** A commit that touches more files does not say that they belong together. */
const MOST_FILES = 30;
/** Commits after which having changed together counts half. */
const HALF_LIFE = 1_000;
/** Changes that a file is taken to have had anyway, so that a single common one does not bind. */
const PRIOR = 3;

export interface Company {
  readonly score: number;
  /** The file that it changed with most. */
  readonly beside: string;
}

/** Files that one commit touched, by their numbers, and what it says of each pair of them. */
interface Together {
  readonly paths: readonly number[];
  readonly share: number;
}

/**
 * What changes together with the best files: by file, how often both were touched by one commit against how often each was
 * (cosine over commits), weighted by how good the best file is. After Ying et al., 2004, and Zimmermann et al., 2005.
 */
export class CoChange {
  readonly #history: History;
  #of: readonly Commit[] | undefined;
  #commits: readonly Together[] = [];
  /** Every path that was touched, its number, the commits that count of it, and how often it changed. */
  #paths: readonly string[] = [];
  #numbers: ReadonlyMap<string, number> = new Map();
  #commitsOf: readonly (readonly number[])[] = [];
  #changes = new Float64Array();
  /** For `score`: all zero between two files. */
  #times = new Float64Array();

  constructor(history: History) {
    this.#history = history;
  }

  /** `best` has the weight of each good file, 1 for the best. */
  score(best: ReadonlyMap<string, number>, has: (path: string) => boolean): Map<string, Company> {
    this.#follow();
    const company = new Map<string, { score: number; beside: string; most: number }>();
    const times = this.#times;
    for (const [path, weight] of best) {
      const number = this.#numbers.get(path) ?? -1;
      const touched: number[] = [];
      for (const at of this.#commitsOf[number] ?? []) {
        const { paths, share } = this.#commits[at] as Together;
        for (const other of paths) {
          if (other === number) continue;
          if (times[other] === 0) touched.push(other);
          times[other] = (times[other] ?? 0) + share;
        }
      }
      for (const at of touched) {
        const together = times[at] ?? 0;
        times[at] = 0;
        const other = this.#paths[at] ?? '';
        if (!has(other)) continue;
        const both = Math.sqrt(((this.#changes[number] ?? 0) + PRIOR) * ((this.#changes[at] ?? 0) + PRIOR));
        const score = (weight * together) / both;
        const known = company.get(other) ?? { score: 0, beside: path, most: 0 };
        const most = Math.max(known.most, score);
        company.set(other, { score: known.score + score, beside: score === most ? path : known.beside, most });
      }
    }
    return company;
  }

  #follow(): void {
    const all = this.#history.commits;
    if (all === this.#of) return;
    this.#of = all;
    const numbers = new Map<string, number>();
    const commitsOf: number[][] = [];
    const changes: number[] = [];
    this.#commits = all.map((commit, age) => {
      const weight = 2 ** (-age / HALF_LIFE);
      if (commit.paths.length > MOST_FILES) return { paths: [], share: 0 };
      const paths = commit.paths.map((path) => numbers.get(path) ?? numbers.set(path, numbers.size).size - 1);
      for (const number of paths) {
        commitsOf[number] ??= [];
        commitsOf[number].push(age);
        changes[number] = (changes[number] ?? 0) + weight;
      }
      return { paths, share: weight / Math.max(1, paths.length - 1) ** 0.5 };
    });
    this.#numbers = numbers;
    this.#paths = [...numbers.keys()];
    this.#commitsOf = commitsOf;
    this.#changes = Float64Array.from(changes);
    this.#times = new Float64Array(changes.length);
  }
}
