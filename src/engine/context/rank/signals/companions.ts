import { firstOf } from '../../index/first-of.ts';
import type { TouchedPaths } from './touched-paths.ts';

/** Files of product code that change together with the best ones, and how much. */
export class Companions {
  readonly #past: TouchedPaths;
  /** By the number of a path: its score, the most that one of the best gave it, and that one. */
  readonly #scores: Float64Array;
  readonly #most: Float64Array;
  readonly #besides: string[] = [];
  readonly #found: number[] = [];

  constructor(past: TouchedPaths) {
    this.#past = past;
    this.#scores = new Float64Array(past.paths.length);
    this.#most = new Float64Array(past.paths.length);
  }

  /** Adds what a file is worth, by its number, for changing together with one of the best. */
  add(number: number, score: number, beside: string): void {
    if (this.#scores[number] === 0) this.#found.push(number);
    this.#scores[number] = (this.#scores[number] ?? 0) + score;
    if (score < (this.#most[number] ?? 0)) return;
    this.#most[number] = score;
    this.#besides[number] = beside;
  }

  get size(): number {
    return this.#found.length;
  }

  get highest(): number {
    return this.#found.reduce((most, number) => Math.max(most, this.#scores[number] ?? 0), 0);
  }

  get(path: string): number | undefined {
    const score = this.#scores[this.#past.numberOf(path)] ?? 0;
    return score > 0 ? score : undefined;
  }

  /** The one of the best that it changed with most. */
  beside(path: string): string {
    return this.#besides[this.#past.numberOf(path)] ?? '';
  }

  /** Paths of those with the highest scores, highest first, equal ones by path. */
  best(limit: number): string[] {
    const { paths } = this.#past;
    const scores = this.#scores;
    const order = (a: number, b: number): number =>
      (scores[b] ?? 0) - (scores[a] ?? 0) || ((paths[a] ?? '') < (paths[b] ?? '') ? -1 : 1);
    return firstOf(this.#found, limit, order).map((number) => paths[number] ?? '');
  }
}
