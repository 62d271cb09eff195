import type { Change } from '../../domain/context.ts';
import { limits } from '../../limits.ts';
import { type Commit, readLog } from './read-log.ts';
import type { RunGit } from './run-git.ts';

/** The last commits, read once and again when HEAD moves. */
export class History {
  readonly #git: RunGit;
  #head = '';
  #commits: readonly Commit[] = [];
  #churn = new Map<string, number>();
  #first: Promise<void> | undefined;
  /** Reads follow one another. */
  #last: Promise<void> = Promise.resolve();

  constructor(git: RunGit) {
    this.#git = git;
  }

  /** Resolves once the log was read at all: an index from earlier answers before the folder was looked at again. */
  known(): Promise<void> {
    return this.#first ?? this.refresh();
  }

  /** Reads the log again if HEAD moved. Only history that leads to HEAD is read. */
  refresh(): Promise<void> {
    const read = (): Promise<void> => this.#read();
    this.#last = this.#last.then(read, read);
    this.#first ??= this.#last;
    return this.#last;
  }

  async #read(): Promise<void> {
    const head = (await this.#git(['rev-parse', 'HEAD'])) ?? '';
    if (head === this.#head) return;
    this.#commits = await readLog(this.#git, limits.commits);
    this.#head = head;
    this.#churn = new Map();
    for (const path of this.#commits.slice(0, limits.churnCommits).flatMap((commit) => commit.paths)) {
      this.#churn.set(path, (this.#churn.get(path) ?? 0) + 1);
    }
  }

  /** Newest first. The same list until HEAD moves. */
  get commits(): readonly Commit[] {
    return this.#commits;
  }

  changes(paths: readonly string[] | undefined, limit: number): readonly Change[] {
    const wanted = paths === undefined ? undefined : new Set(paths);
    const changes: Change[] = [];
    for (const { commit, day, subject, paths: all } of this.#commits) {
      if (changes.length >= limit) break;
      const touched = wanted === undefined ? all : all.filter((path) => wanted.has(path));
      if (touched.length > 0) changes.push({ commit, day, subject, paths: touched });
    }
    return changes;
  }

  churn(path: string): number {
    return this.#churn.get(path) ?? 0;
  }
}
