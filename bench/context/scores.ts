import { round } from '../statistics.ts';

/** Files that are looked at of a ranking. */
const FIRST = 20;

/** Recall@20, mean reciprocal rank within 20, and how often a right file is among the first five. */
export class Scores {
  #recall = 0;
  #reciprocal = 0;
  #hit5 = 0;
  #cases = 0;

  add(ranking: readonly string[], gold: readonly string[]): void {
    const first = ranking.slice(0, FIRST);
    const at = first.findIndex((path) => gold.includes(path));
    this.#cases++;
    this.#recall += gold.filter((path) => first.includes(path)).length / Math.max(1, gold.length);
    this.#reciprocal += at < 0 ? 0 : 1 / (at + 1);
    this.#hit5 += at >= 0 && at < 5 ? 1 : 0;
  }

  /** Means, each key with this before it. */
  figures(prefix = ''): Record<string, number> {
    const mean = (sum: number): number => round(sum / Math.max(1, this.#cases), 3);
    return {
      [`${prefix}recall20`]: mean(this.#recall),
      [`${prefix}mrr`]: mean(this.#reciprocal),
      [`${prefix}hit5`]: mean(this.#hit5),
    };
  }
}
