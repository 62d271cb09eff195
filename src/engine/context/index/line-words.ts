import { LRUCache } from 'lru-cache';
import { limits } from '../../limits.ts';
import { difference } from '../../text/difference.ts';
import { wordsOf } from '../rank/terms/words-of.ts';
import { type ChunkWords, chunkWords } from './chunk-words.ts';

/** A text, the words of each of its lines, and those of its chunks by their first line. */
interface Read {
  readonly text: string;
  readonly lines: readonly (readonly string[])[];
  readonly chunks: Map<number, Chunk>;
}

interface Chunk {
  /** The line behind it. */
  readonly to: number;
  readonly words: ChunkWords;
}

/** A text that was read, and how many of its lines stand where they stood before: the first ones, and those behind some line. */
interface ReadAgain extends Read {
  readonly until: number;
  readonly since: number;
}

const NOTHING: Read = { text: '', lines: [[]], chunks: new Map() };

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
  of(file: string, text: string, lineEnds: readonly number[]): (from: number, to: number) => ChunkWords {
    const before = this.#read.get(file) ?? NOTHING;
    const { lines, chunks, until, since } = readAgain(before, text, lineEnds);
    this.#read.set(file, { text, lines, chunks });
    return (from, to) => {
      const known = to <= until || from >= since ? before.chunks.get(from) : undefined;
      const words = known?.to === to ? known.words : chunkWords(lines.slice(from, to).flat());
      chunks.set(from, { to, words });
      return words;
    };
  }
}

function readAgain(before: Read, text: string, lineEnds: readonly number[]): ReadAgain {
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
  const lines = before.lines.slice(0, first).concat(fresh, before.lines.slice(before.lines.length - last));
  const since = count === before.lines.length ? count - last : Number.POSITIVE_INFINITY;
  return { text, lines, chunks: new Map(), until: first, since };
}
