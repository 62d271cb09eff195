import { Companions } from './companions.ts';
import type { TouchedPaths } from './touched-paths.ts';

/** A commit that touches more files does not say that they belong together. */
const MOST_FILES = 30;
/** Commits after which having changed together counts half. */
const HALF_LIFE = 1_000;
/** Changes that a file is taken to have had anyway, so that a single common one does not bind. */
const PRIOR = 3;

/**
 * What changes together with the best files: by file, how often both were touched by one commit against how often each was
 * (cosine over commits), weighted by how good the best file is. After Ying et al., 2004, and Zimmermann et al., 2005.
 */
export class CoChange {
  #of: TouchedPaths | undefined;
  /** Of each commit, what it says of each pair of its files; 0 of one that does not count. */
  #shares = new Float64Array();
  /** By the number of a path: how often it changed, and where the commits that count of it end among those of all. */
  #changes = new Float64Array();
  #ends = new Uint32Array();
  #commits = new Uint32Array();
  /** For `score`: all zero between two files. */
  #times = new Float64Array();

  /** `best` has the weight of each good file, 1 for the best. */
  score(best: ReadonlyMap<string, number>, past: TouchedPaths): Companions {
    this.#follow(past);
    const companions = new Companions(past);
    const times = this.#times;
    for (const [path, weight] of best) {
      const number = past.numberOf(path);
      if (number < 0) continue;
      const others = this.#touchedWith(number, past);
      for (const other of others) {
        const together = times[other] ?? 0;
        times[other] = 0;
        if (!past.isThere(other)) continue;
        const both = Math.sqrt(((this.#changes[number] ?? 0) + PRIOR) * ((this.#changes[other] ?? 0) + PRIOR));
        companions.add(other, (weight * together) / both, path);
      }
    }
    return companions;
  }

  /** The files that changed together with this one; `#times` has how much. */
  #touchedWith(number: number, { touched }: TouchedPaths): readonly number[] {
    const times = this.#times;
    const others: number[] = [];
    const end = this.#ends[number] ?? 0;
    for (let at = number === 0 ? 0 : (this.#ends[number - 1] ?? 0); at < end; at++) {
      const commit = this.#commits[at] ?? 0;
      const share = this.#shares[commit] ?? 0;
      for (const other of touched[commit] ?? []) {
        if (other === number) continue;
        if (times[other] === 0) others.push(other);
        times[other] = (times[other] ?? 0) + share;
      }
    }
    return others;
  }

  #follow(past: TouchedPaths): void {
    if (past === this.#of) return;
    this.#of = past;
    const { touched, paths } = past;
    const changes = new Float64Array(paths.length);
    const shares = new Float64Array(touched.length);
    const ends = new Uint32Array(paths.length);
    for (const [age, numbers] of touched.entries()) {
      if (numbers.length > MOST_FILES) continue;
      const weight = 2 ** (-age / HALF_LIFE);
      shares[age] = weight / Math.max(1, numbers.length - 1) ** 0.5;
      for (const number of numbers) {
        changes[number] = (changes[number] ?? 0) + weight;
        ends[number] = (ends[number] ?? 0) + 1;
      }
    }
    // How many become where the next one begins, which moves on with each commit to where it ends.
    let sum = 0;
    for (let number = 0; number < ends.length; number++) {
      const many = ends[number] ?? 0;
      ends[number] = sum;
      sum += many;
    }
    const commits = new Uint32Array(sum);
    for (const [age, numbers] of touched.entries()) {
      if (shares[age] === 0) continue;
      for (const number of numbers) {
        const at = ends[number] ?? 0;
        commits[at] = age;
        ends[number] = at + 1;
      }
    }
    this.#changes = changes;
    this.#shares = shares;
    this.#ends = ends;
    this.#commits = commits;
    this.#times = new Float64Array(paths.length);
  }
}
