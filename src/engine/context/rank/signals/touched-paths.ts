import type { Commit } from '../../history/read-log.ts';
import type { FileIndex } from '../../index/file-index.ts';

/** A commit that touches more files says little of each. */
const MOST_FILES = 60;
const NONE: readonly number[] = [];
const UNKNOWN = 0;
const THERE = 1;
const ELSEWHERE = 2;

/** The files that past commits touched, each under a number from 0, so that ranking counts in arrays rather than in maps of paths. */
export class TouchedPaths {
  readonly #index: FileIndex;
  readonly #numbers = new Map<string, number>();
  /** Newest first. */
  readonly commits: readonly Commit[];
  /** Of each commit, the numbers of its paths; none of one that touched too many. */
  readonly touched: readonly (readonly number[])[];
  readonly paths: readonly string[];
  /** By number, whether it is a file of product code, as far as that was asked of this edition of the index. */
  readonly #there: Uint8Array;
  #edition = -1;

  constructor(commits: readonly Commit[], index: FileIndex) {
    this.#index = index;
    this.commits = commits;
    const numbers = this.#numbers;
    const numberOf = (path: string): number => numbers.get(path) ?? numbers.set(path, numbers.size).size - 1;
    this.touched = commits.map(({ paths }) => (paths.length > MOST_FILES ? NONE : paths.map(numberOf)));
    this.paths = [...numbers.keys()];
    this.#there = new Uint8Array(numbers.size);
  }

  /** -1 for a path that none of these commits touched. */
  numberOf(path: string): number {
    return this.#numbers.get(path) ?? -1;
  }

  /** Whether that is a file of product code now. */
  isThere(number: number): boolean {
    const { edition } = this.#index;
    if (edition !== this.#edition) this.#there.fill(UNKNOWN);
    this.#edition = edition;
    if (this.#there[number] === UNKNOWN)
      this.#there[number] = this.#index.entry(this.paths[number] ?? '')?.kind === 'product' ? THERE : ELSEWHERE;
    return this.#there[number] === THERE;
  }
}
