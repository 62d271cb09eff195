import type { Change } from '../../domain/context/context.ts';
import { limits } from '../../limits.ts';
import { type KeptTexts, readWrittenLog, writeLog } from './kept-log.ts';
import { mergeLogs } from './merge-logs.ts';
import { type Commit, readLog } from './read-log.ts';
import type { RunGit } from './run-git.ts';

/** A folder whose history counts: git in it, and what the workspace puts before its paths. */
export interface Past {
  readonly git: RunGit;
  readonly prefix: string;
}

/** The last commits of all folders of the workspace, read once and again when HEAD moves; where they are kept, from there after a start. */
export class History {
  readonly #pasts: readonly Past[];
  readonly #kept: KeptTexts | undefined;
  /** Of each past, in their order. */
  readonly #heads: string[] = [];
  readonly #logs: (readonly Commit[])[] = [];
  /** Logs that are kept, by what they are of. */
  readonly #written: string[] = [];
  #commits: readonly Commit[] = [];
  /** Of the commits by what they touched, once that was asked. */
  #places: ReadonlyMap<string, readonly number[]> | undefined;
  #churn = new Map<string, number>();
  #first: Promise<void> | undefined;
  /** Reads follow one another. */
  #last: Promise<void> = Promise.resolve();

  /** @param kept where logs outlive the process. */
  constructor(pasts: readonly Past[], kept?: KeptTexts) {
    this.#pasts = pasts;
    this.#kept = kept;
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
      const of = this.#nameOf(head);
      const known = readWrittenLog(of, this.#kept?.keptText(keyOf(prefix)));
      if (known !== undefined) this.#written[at] = of;
      this.#logs[at] = known ?? (await readLog(git, this.#most, prefix));
      this.#heads[at] = head;
      moved = true;
    }
    if (!moved) return;
    this.#commits = mergeLogs(this.#logs);
    this.#places = undefined;
    this.#churn = new Map();
    for (const path of this.#commits.slice(0, limits.churnCommits).flatMap((commit) => commit.paths)) {
      this.#churn.set(path, (this.#churn.get(path) ?? 0) + 1);
    }
  }

  /** Keeps the logs for the next start: what led to a commit never changes, but in a clone that may yet get more of it. */
  async keep(): Promise<void> {
    for (const [at, { git, prefix }] of this.#pasts.entries()) {
      const of = this.#nameOf(this.#heads[at] ?? '');
      const log = this.#logs[at];
      if (this.#kept === undefined || log === undefined || this.#written[at] === of) continue;
      this.#written[at] = of;
      if ((await git(['rev-parse', '--is-shallow-repository']))?.trim() !== 'false') continue;
      // HEAD may have moved meanwhile.
      if (log === this.#logs[at]) this.#kept.keepText(keyOf(prefix), writeLog(of, log));
    }
  }

  get #most(): number {
    return Math.ceil(limits.commits / this.#pasts.length);
  }

  #nameOf(head: string): string {
    return `${head.trim()} ${this.#most}`;
  }

  /** Newest first. The same list until HEAD moves. */
  get commits(): readonly Commit[] {
    return this.#commits;
  }

  changes(paths: readonly string[] | undefined, limit: number): readonly Change[] {
    const wanted = paths === undefined ? undefined : new Set(paths);
    const changes: Change[] = [];
    for (const place of wanted === undefined ? this.#commits.keys() : this.#touching(wanted)) {
      if (changes.length >= limit) break;
      const { commit, day, subject, paths: all } = this.#commits[place] as Commit;
      const touched = all.filter((path) => wanted?.has(path) !== false);
      if (touched.length > 0) changes.push({ commit, day, subject, paths: touched });
    }
    return changes;
  }

  /** Places of the commits that touched one of these, ascending. */
  #touching(paths: Iterable<string>): number[] {
    this.#places ??= placesOf(this.#commits);
    const places = new Set<number>();
    for (const path of paths) for (const place of this.#places.get(path) ?? []) places.add(place);
    return [...places].sort((a, b) => a - b);
  }

  churn(path: string): number {
    return this.#churn.get(path) ?? 0;
  }

  oftenChanged(least: number): readonly string[] {
    const paths: string[] = [];
    this.#churn.forEach((commits, path) => {
      if (commits >= least) paths.push(path);
    });
    return paths;
  }
}

/** By path, the commits that touched it, by their places, ascending. */
function placesOf(commits: readonly Commit[]): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>();
  for (const [place, { paths }] of commits.entries()) {
    for (const path of paths) {
      const known = places.get(path);
      if (known === undefined) places.set(path, [place]);
      else known.push(place);
    }
  }
  return places;
}

function keyOf(prefix: string): string {
  return `log ${prefix}`;
}
