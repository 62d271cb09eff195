import { limits } from '../../limits.ts';
import { countUncut } from './count-tokens.ts';
import { NUMBERED, renderPart } from './render-parts.ts';

/** Of lines with a long run: see `countUncut`. */
const LONG = -1;
/** More lines than a file that is indexed may have. */
const LINES = 2 ** 21;

/**
 * Tokens of the parts of one text in full, remembered: the same parts are weighed with every question, alone and together with their
 * neighbours. They are counted from one line with a number to the next, for no token reaches over the end before a digit: see
 * `rememberedTokens`.
 */
export class PartCounts {
  readonly #lines: readonly string[];
  readonly #known = new Map<number, number>();

  constructor(lines: readonly string[]) {
    this.#lines = lines;
  }

  /** Of a part, with the line end after it or without; `undefined` where they are not those of its pieces. */
  of(from: number, to: number, ended: boolean): number | undefined {
    const end = Math.min(to, this.#lines.length);
    let sum = 0;
    for (let first = from; first <= end; ) {
      const last = Math.min(end, first - (first % NUMBERED) + NUMBERED - 1);
      const tokens = this.#count(first, last, ended || last < end);
      if (tokens === LONG) return undefined;
      sum += tokens;
      first = last + 1;
    }
    return sum;
  }

  #count(first: number, last: number, ended: boolean): number {
    const key = 2 * (first * LINES + last) + Number(ended);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const tokens = countUncut(renderPart(this.#lines, first, last) + (ended ? '\n' : '')) ?? LONG;
    if (this.#known.size >= limits.countedParts) this.#known.clear();
    this.#known.set(key, tokens);
    return tokens;
  }
}
