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

/**
 * What changes together with the best files: by file, how often both were touched by one commit against how often each was
 * (cosine over commits), weighted by how good the best file is. After Ying et al., 2004, and Zimmermann et al., 2005.
 */
export class CoChange {
  readonly #history: History;
  #of: readonly Commit[] | undefined;
  #commits: { readonly paths: readonly string[]; readonly weight: number }[] = [];
  #byPath = new Map<string, number[]>();
  #changes = new Map<string, number>();

  constructor(history: History) {
    this.#history = history;
  }

  /** `best` has the weight of each good file, 1 for the best. */
  score(best: ReadonlyMap<string, number>, has: (path: string) => boolean): Map<string, Company> {
    this.#follow();
    const company = new Map<string, { score: number; beside: string; most: number }>();
    for (const [path, weight] of best) {
      const together = new Map<string, number>();
      for (const at of this.#byPath.get(path) ?? []) {
        const commit = this.#commits[at];
        if (commit === undefined) continue;
        const share = commit.weight / Math.max(1, commit.paths.length - 1) ** 0.5;
        for (const other of commit.paths) if (other !== path) together.set(other, (together.get(other) ?? 0) + share);
      }
      for (const [other, times] of together) {
        if (!has(other)) continue;
        const both = Math.sqrt((this.#changesOf(path) + PRIOR) * (this.#changesOf(other) + PRIOR));
        const score = (weight * times) / both;
        const known = company.get(other) ?? { score: 0, beside: path, most: 0 };
        const most = Math.max(known.most, score);
        company.set(other, { score: known.score + score, beside: score === most ? path : known.beside, most });
      }
    }
    return company;
  }

  #changesOf(path: string): number {
    return this.#changes.get(path) ?? 0;
  }

  #follow(): void {
    const all = this.#history.commits;
    if (all === this.#of) return;
    this.#of = all;
    this.#byPath = new Map();
    this.#changes = new Map();
    this.#commits = all.map(({ paths }, age) => ({ paths, weight: 2 ** (-age / HALF_LIFE) }));
    for (const [at, { paths, weight }] of this.#commits.entries()) {
      if (paths.length > MOST_FILES) continue;
      for (const path of paths) {
        const list = this.#byPath.get(path);
        if (list === undefined) this.#byPath.set(path, [at]);
        else list.push(at);
        this.#changes.set(path, (this.#changes.get(path) ?? 0) + weight);
      }
    }
  }
}
