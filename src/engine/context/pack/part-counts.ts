import { limits } from '../../limits.ts';
import { renderPart } from './render-parts.ts';
import { tokensOfPieces } from './token-counter.ts';

/** Of a part with a long run: see `tokensOfPieces`. */
const LONG = -1;
/** More lines than a file that is indexed may have. */
const LINES = 2 ** 21;

/** Tokens of the parts of one text in full, remembered by their lines: the same parts are weighed with every question. */
export class PartCounts {
  readonly #lines: readonly string[];
  readonly #known = new Map<number, number>();

  constructor(lines: readonly string[]) {
    this.#lines = lines;
  }

  /** Of a part, with the line end after it or without; `undefined` where they are not those of its pieces. */
  of(from: number, to: number, ended: boolean): number | undefined {
    const key = 2 * (from * LINES + to) + Number(ended);
    let tokens = this.#known.get(key);
    if (tokens === undefined) {
      tokens = tokensOfPieces(renderPart(this.#lines, from, to) + (ended ? '\n' : '')) ?? LONG;
      if (this.#known.size >= limits.countedParts) this.#known.clear();
      this.#known.set(key, tokens);
    }
    return tokens === LONG ? undefined : tokens;
  }
}
