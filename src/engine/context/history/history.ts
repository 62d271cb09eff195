import type { Change } from '../../domain/context.ts';
import { limits } from '../../limits.ts';
import { mergeLogs } from './merge-logs.ts';
import { type Commit, readLog } from './read-log.ts';
import type { RunGit } from './run-git.ts';

/** A folder whose history counts: git in it, and what the workspace puts before its paths. */
export interface Past {
  readonly git: RunGit;
  readonly prefix: string;
}

/** The last commits of all folders of the workspace, read once and again when HEAD moves. */
export class History {
  readonly #pasts: readonly Past[];
  /** Of each past, in their order. */
  readonly #heads: string[] = [];
  readonly #logs: (readonly Commit[])[] = [];
  #commits: readonly Commit[] = [];
  #churn = new Map<string, number>();
  #first: Promise<void> | undefined;
  /** Reads follow one another. */
  #last: Promise<void> = Promise.resolve();

  constructor(pasts: readonly Past[]) {
    this.#pasts = pasts;
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
    let moved = false;
    for (const [at, { git, prefix }] of this.#pasts.entries()) {
      const head = (await git(['rev-parse', 'HEAD'])) ?? '';
      if (head === (this.#heads[at] ?? '')) continue;
      this.#logs[at] = await readLog(git, Math.ceil(limits.commits / this.#pasts.length), prefix);
      this.#heads[at] = head;
      moved = true;
    }
    if (!moved) return;
    this.#commits = mergeLogs(this.#logs);
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
    const isWanted = (path: string): boolean => wanted?.has(path) !== false;
    const changes: Change[] = [];
    for (const { commit, day, subject, paths: all } of this.#commits) {
      if (changes.length >= limit) break;
      if (all.some(isWanted)) changes.push({ commit, day, subject, paths: all.filter(isWanted) });
    }
    return changes;
  }

  churn(path: string): number {
    return this.#churn.get(path) ?? 0;
  }

  oftenChanged(least: number): string[] {
    return [...this.#churn].flatMap(([path, commits]) => (commits >= least ? [path] : []));
  }
}
