import type { Priority } from '../../domain/question.ts';

/** One in this many turns goes to background work that waits, so that it is not starved. */
const BACKGROUND_TURN = 16;
/** Share of the queue that background work may fill. */
const BACKGROUND_SHARE = 0.5;

/** Something that waits. */
export interface Waiting {
  readonly priority: Priority;
}

/**
 * A bounded queue by priority: people before background work, urgent before normal, in order of arrival within each. When it is
 * full, background work makes room for people; otherwise the newcomer is refused.
 */
export class FairQueue<T extends Waiting> {
  readonly #bound: number;
  readonly #lines: Record<Priority, T[]> = { high: [], normal: [], background: [] };
  #turns = 0;

  constructor(bound: number) {
    this.#bound = bound;
  }

  get length(): number {
    return this.#lines.high.length + this.#lines.normal.length + this.#lines.background.length;
  }

  count(priority: Priority): number {
    return this.#lines[priority].length;
  }

  /** Lets one in, at the cost of the latest background work if need be. `false` when the newcomer is refused. */
  push(one: T): { readonly accepted: boolean; readonly shed?: T } {
    const { background } = this.#lines;
    if (one.priority === 'background' && background.length >= this.#bound * BACKGROUND_SHARE)
      return { accepted: false };
    if (this.length < this.#bound) {
      this.#lines[one.priority].push(one);
      return { accepted: true };
    }
    const shed = one.priority === 'background' ? undefined : background.pop();
    if (shed === undefined) return { accepted: false };
    this.#lines[one.priority].push(one);
    return { accepted: true, shed };
  }

  /** Takes out the first, in order of turn, that `fits`; `undefined` when none does. */
  take(fits: (one: T) => boolean): T | undefined {
    const { high, normal, background } = this.#lines;
    const backgroundFirst = background.length > 0 && this.#turns % BACKGROUND_TURN === BACKGROUND_TURN - 1;
    const order = backgroundFirst ? [background, high, normal] : [high, normal, background];
    for (const line of order) {
      const place = line.findIndex(fits);
      if (place < 0) continue;
      this.#turns++;
      return line.splice(place, 1)[0];
    }
    return undefined;
  }

  remove(one: T): void {
    const line = this.#lines[one.priority];
    const place = line.indexOf(one);
    if (place >= 0) line.splice(place, 1);
  }

  /** In order of turn. */
  *[Symbol.iterator](): Generator<T> {
    yield* this.#lines.high;
    yield* this.#lines.normal;
    yield* this.#lines.background;
  }
}
