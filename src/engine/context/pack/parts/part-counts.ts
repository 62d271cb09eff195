import { limits } from '../../../limits.ts';
import type { SourceLines } from '../../../text/source-lines.ts';
import { countExactly, countUncut } from '../../tokens/count-tokens.ts';
import { hasLongRun, RUN } from '../../tokens/has-long-run.ts';
import { joinsLineBefore } from './joins-line-before.ts';
import { isNumbered, NUMBERED, renderPart } from './render-parts.ts';

/** Of a piece with a long run: see `countUncut`. */
const LONG = -1;
const UNKNOWN = -1;
/** Of a line whose tokens are told with those of the line before. */
const JOINS = -2;
/** More lines than a file that is indexed may have. */
const LINES = 2 ** 21;

/**
 * Tokens of the parts of one text in full, remembered line by line: the same lines are weighed with every question, alone and together
 * with their neighbours. The tokenizer (o200k) lets no token reach over a line end, unless a line is blank or begins with a slash: such
 * a line is counted with the one before it. What is left of a part that begins or ends elsewhere is counted by itself.
 */
export class PartCounts {
  readonly #lines: SourceLines;
  /** Tokens of each line as a part shows it that began before, with its line end. */
  readonly #counts: Int32Array;
  /** Of a text with runs that are counted in pieces: tokens of runs of ten lines. */
  readonly #runs: Map<number, number> | undefined;

  constructor(lines: SourceLines) {
    this.#lines = lines;
    // With its number a run gets longer, by a blank before it and a line end behind.
    this.#runs = hasLongRun(lines.text, RUN - 2) ? new Map() : undefined;
    this.#counts = new Int32Array(this.#runs === undefined ? lines.count : 0);
    for (let line = 1; line <= this.#counts.length; line++)
      this.#counts[line - 1] = line % NUMBERED !== 0 && joinsLineBefore(lines, line) ? JOINS : UNKNOWN;
  }

  /** Of a part, with the line end after it or without; `undefined` where they are not those of its pieces. */
  of(from: number, to: number, ended: boolean): number | undefined {
    const last = Math.min(to, this.#lines.count);
    if (this.#runs !== undefined) return this.#inRuns(this.#runs, from, last, ended);
    let sum = 0;
    for (let first = from; first <= last; ) {
      let end = first;
      while (end < last && this.#counts[end] === JOINS) end++;
      const inside = end < last || (ended && this.#counts[end] !== JOINS);
      const known = inside && (first !== from || first % NUMBERED === 0);
      sum += known ? this.#known(first, end) : this.#count(first, end, isNumbered(first, from), ended || end < last);
      first = end + 1;
    }
    return sum;
  }

  #known(first: number, end: number): number {
    const known = this.#counts[first - 1] ?? UNKNOWN;
    if (known !== UNKNOWN) return known;
    const count = this.#count(first, end, first % NUMBERED === 0, true);
    this.#counts[first - 1] = count;
    return count;
  }

  #count(first: number, last: number, numbered: boolean, ended: boolean): number {
    const lines = this.#lines;
    if (!numbered && lines.verbatim) {
      const end = lines.end(last);
      if (!ended) return countExactly(lines.text, lines.start(first), end);
      if (end < lines.text.length) return countExactly(lines.text, lines.start(first), end + 1);
    }
    return countExactly(`${numbered ? `${first}| ` : ''}${lines.join(first, last)}${ended ? '\n' : ''}`);
  }

  #inRuns(runs: Map<number, number>, from: number, last: number, ended: boolean): number | undefined {
    let sum = 0;
    for (let first = from; first <= last; ) {
      const end = Math.min(last, first - (first % NUMBERED) + NUMBERED - 1);
      const more = ended || end < last;
      const key = 2 * (first * LINES + end) + Number(more);
      let tokens = runs.get(key);
      if (tokens === undefined) {
        tokens = countUncut(renderPart(this.#lines, first, end) + (more ? '\n' : '')) ?? LONG;
        if (runs.size >= limits.countedParts) runs.clear();
        runs.set(key, tokens);
      }
      if (tokens === LONG) return undefined;
      sum += tokens;
      first = end + 1;
    }
    return sum;
  }
}
