import { LRUCache } from 'lru-cache';
import { limits } from '../../limits.ts';
import { difference } from '../../text/difference.ts';
import { wordsOf } from '../rank/terms/words-of.ts';

/** A text, all of its words, and how many of them there are up to the end of each line. */
interface Read {
  readonly text: string;
  readonly words: readonly string[];
  readonly ends: Uint32Array;
}

const NOTHING: Read = { text: '', words: [], ends: new Uint32Array(1) };

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
    const read = readAgain(this.#read.get(file) ?? NOTHING, text, lineEnds);
    this.#read.set(file, read);
    const upTo = (line: number): number => (line === 0 ? 0 : (read.ends[line - 1] ?? 0));
    return (from, to) => read.words.slice(upTo(from), upTo(to));
  }
}

function readAgain(before: Read, text: string, lineEnds: readonly number[]): Read {
  const { start, newEnd } = difference(before.text, text);
  const count = lineEnds.length;
  // Whole lines at the beginning and at the end, with the line end between them and what differs.
  let first = 0;
  while (first < count - 1 && (lineEnds[first] ?? 0) < start) first++;
  let last = 0;
  while (last < count - 1 - first && (lineEnds[count - 2 - last] ?? 0) >= newEnd) last++;
  const ends = new Uint32Array(count);
  ends.set(before.ends.subarray(0, first));
  const words = before.words.slice(0, first === 0 ? 0 : ends[first - 1]);
  for (let line = first; line < count - last; line++) {
    const begin = line === 0 ? 0 : (lineEnds[line - 1] ?? 0) + 1;
    for (const word of wordsOf(text.slice(begin, lineEnds[line]))) words.push(word);
    ends[line] = words.length;
  }
  const kept = before.ends.length - last;
  const shift = words.length - (before.ends[kept - 1] ?? 0);
  for (let line = kept; line < before.ends.length; line++)
    ends[count - last + line - kept] = (before.ends[line] ?? 0) + shift;
  for (let at = before.ends[kept - 1] ?? 0; last > 0 && at < before.words.length; at++)
    words.push(before.words[at] ?? '');
  return { text, words, ends };
}
