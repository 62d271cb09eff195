import { LRUCache } from 'lru-cache';
import { print } from '../../domain/print.ts';
import { PartCounts } from './part-counts.ts';
import { WordPlaces } from './word-places.ts';

/** A file's text, taken apart as packing needs it. */
export interface TextParts {
  readonly lines: readonly string[];
  readonly words: WordPlaces;
  /** See `print`. */
  readonly print: string;
  readonly parts: PartCounts;
}

/** Characters of the texts that are remembered; the least recently used go. */
const REMEMBERED_CHARS = 2_000_000;

const known = new LRUCache<string, TextParts>({
  maxSize: REMEMBERED_CHARS,
  sizeCalculation: (_parts, text) => text.length + 1,
});

/** Takes a text apart; remembered, for the same files are asked about again and again. */
export function textParts(text: string): TextParts {
  const before = known.get(text);
  if (before !== undefined) return before;
  const lines = text.replace(/\n$/, '').split(/\r?\n/);
  const parts = { lines, words: new WordPlaces(text), print: print(text), parts: new PartCounts(lines) };
  known.set(text, parts);
  return parts;
}
