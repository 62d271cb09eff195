import type { FileOrder } from './file-order.ts';
import { firstOf } from './first-of.ts';

/** What files score in one search. */
export class FileScores {
  readonly #order: FileOrder;
  readonly #scores: Float64Array;

  /** @param room for a score of each file, all 0. */
  constructor(order: FileOrder, room: Float64Array) {
    this.#order = order;
    this.#scores = room;
  }

  /** Adds to the score of the file at this place of the order. */
  add(place: number, score: number): void {
    this.#scores[place] = (this.#scores[place] ?? 0) + score;
  }

  /** The path of the file at this place. */
  pathOf(place: number): string {
    return this.#order.files[place]?.path ?? '';
  }

  /** 0 for a file that was not found, and for one that is not there. */
  of(id: number): number {
    return this.#scores[this.#order.placeOf(id)] ?? 0;
  }

  /** Paths of the best, the best first, equal ones by path. */
  best(limit: number): string[] {
    const scores = this.#scores;
    const found: number[] = [];
    for (let place = 0; place < scores.length; place++) if ((scores[place] ?? 0) > 0) found.push(place);
    const pathOf = (place: number): string => this.pathOf(place);
    return firstOf(found, limit, (a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || (pathOf(a) < pathOf(b) ? -1 : 1)).map(
      pathOf,
    );
  }
}
