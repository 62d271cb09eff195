import type { WordLines } from '../../../text/word-finder.ts';
import type { Unit } from './units.ts';

/** Lines, and what they score. */
export interface Scored extends Unit {
  readonly score: number;
}

/** Lines of a unit that count for a word. */
const TIMES = 4;

/** What stands in the units of one file, each in its turn. */
export class InUnits {
  readonly #units: readonly Unit[];

  constructor(units: readonly Unit[]) {
    this.#units = units;
  }

  /** The highest score of what touches each unit; 0 where nothing does. */
  highest(spans: readonly Scored[]): Float64Array {
    const highest = new Float64Array(this.#units.length);
    for (const { from, to, score } of spans) {
      for (let at = this.#with(from); (this.#units[at]?.from ?? Number.POSITIVE_INFINITY) <= to; at++)
        if (score > (highest[at] ?? 0)) highest[at] = score;
    }
    return highest;
  }

  /** What share of all that the words are worth stands in each unit, and how often: 0 to 2. */
  worth(hits: WordLines, worth: ReadonlyMap<string, number>): Float64Array {
    const units = this.#units;
    const sums = new Float64Array(units.length);
    let all = 0;
    for (const [word, value] of worth) {
      all += value;
      const lines = hits.get(word);
      if (lines === undefined) continue;
      for (let line = 0; line < lines.length; ) {
        const at = this.#with(lines[line] ?? 0);
        const end = units[at]?.to ?? Number.POSITIVE_INFINITY;
        const first = line;
        while (line < lines.length && (lines[line] ?? 0) <= end) line++;
        const times = Math.min(TIMES, line - first);
        if (at < units.length) sums[at] = (sums[at] ?? 0) + value * (times / (times + 0.5));
      }
    }
    if (all !== 0) for (let at = 0; at < sums.length; at++) sums[at] = (2 * (sums[at] ?? 0)) / all;
    return sums;
  }

  /** How many of these lines stand in each unit. */
  count(lines: readonly number[]): Uint32Array {
    const counts = new Uint32Array(this.#units.length);
    for (const line of lines) {
      const at = this.#with(line);
      counts[at] = (counts[at] ?? 0) + 1;
    }
    return counts;
  }

  /** Which unit a line is in. */
  #with(line: number): number {
    const units = this.#units;
    let low = 0;
    let high = units.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((units[middle]?.to ?? 0) < line) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
