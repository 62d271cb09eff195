import { LRUCache } from 'lru-cache';
import type { ProjectView } from '../../../domain/project-view.ts';
import { limits } from '../../../limits.ts';

/** A text by its lines, to be looked through for many words. Lines count from 0. */
export class LinedText {
  readonly #text: string;
  readonly #lower: string;
  /** Where each line begins, and behind the last one. */
  readonly #starts: Uint32Array;

  constructor(text: string) {
    this.#text = text;
    this.#lower = text.toLowerCase();
    const starts = [0];
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    starts.push(text.length + 1);
    this.#starts = Uint32Array.from(starts);
  }

  get length(): number {
    return this.#starts.length - 1;
  }

  /** A line without its end; empty where there is none. */
  line(at: number): string {
    const end = this.#starts[at + 1];
    return end === undefined ? '' : this.#text.slice(this.#starts[at], end - 1);
  }

  /** Lines that hold this part of a word, lower case, in any case, ascending. */
  holding(part: string): number[] {
    // Almost every text is as long in lower case: then both have the same starts.
    const starts = this.#lower.length === this.#text.length ? this.#starts : new LinedText(this.#lower).#starts;
    const lines: number[] = [];
    let line = 0;
    for (let at = this.#lower.indexOf(part); at >= 0; at = this.#lower.indexOf(part, starts[line + 1])) {
      line = lineOf(starts, at, line);
      lines.push(line);
      if (line + 2 >= starts.length) break;
    }
    return lines;
  }

  /** The first line that begins so; -1 for none. */
  firstWith(beginning: string): number {
    if (this.#text.startsWith(beginning)) return 0;
    const at = this.#text.indexOf(`\n${beginning}`);
    return at < 0 ? -1 : lineOf(this.#starts, at + 1, 0);
  }
}

/** The line of a place that is not before the line `from`. */
function lineOf(starts: Uint32Array, place: number, from: number): number {
  let low = from;
  let high = starts.length - 1;
  while (low + 1 < high) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] ?? 0) <= place) low = middle;
    else high = middle;
  }
  return low;
}

/** By text: the files that one question chose the next one often does too. */
const known = new LRUCache<string, LinedText>({
  maxSize: limits.linedChars,
  sizeCalculation: (_, text) => 1 + text.length,
});

/** A file by its lines; one empty line of a file that cannot be read. */
export function linedText(view: ProjectView, path: string): LinedText {
  const text = view.read(path) ?? '';
  const before = known.get(text);
  if (before !== undefined) return before;
  const made = new LinedText(text);
  known.set(text, made);
  return made;
}
