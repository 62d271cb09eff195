import { LRUCache } from 'lru-cache';
import { limits } from '../../limits.ts';
import { difference } from '../../text/difference.ts';
import { wordsOf } from '../rank/terms/words-of.ts';

/** A text, and the words of each of its lines. */
interface Read {
  readonly text: string;
  readonly lines: readonly (readonly string[])[];
}

const NOTHING: Read = { text: '', lines: [[]] };

/** The words of the files that somebody works on: of a text that differs little from the one before, only what differs is read. */
export class LineWords {
  readonly #read = new LRUCache<string, Read>({
    maxSize: limits.wordsKeptChars,
    sizeCalculation: ({ text }) => 1 + text.length,
  });

  /**
   * What gives the words of a text between two of its lines, which count from 0, the second left out: as `wordsOf`, for no word goes
   * over the end of a line.
   * @param lineEnds where each line ends.
   */
  of(file: string, text: string, lineEnds: readonly number[]): (from: number, to: number) => readonly string[] {
    const lines = readAgain(this.#read.get(file) ?? NOTHING, text, lineEnds);
    this.#read.set(file, { text, lines });
    return (from, to) => lines.slice(from, to).flat();
  }
}

function readAgain(before: Read, text: string, lineEnds: readonly number[]): Read['lines'] {
  const { start, newEnd } = difference(before.text, text);
  const count = lineEnds.length;
  // Whole lines at the beginning and at the end, with the line end between them and what differs.
  let first = 0;
  while (first < count - 1 && (lineEnds[first] ?? 0) < start) first++;
  let last = 0;
  while (last < count - 1 - first && (lineEnds[count - 2 - last] ?? 0) >= newEnd) last++;
  const fresh = lineEnds
    .slice(first, count - last)
    .map((end, at) => wordsOf(text.slice(first + at === 0 ? 0 : (lineEnds[first + at - 1] ?? 0) + 1, end)));
  return before.lines.slice(0, first).concat(fresh, before.lines.slice(before.lines.length - last));
}
