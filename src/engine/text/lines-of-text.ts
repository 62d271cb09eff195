import { LRUCache } from 'lru-cache';
import { limits } from '../limits.ts';
import { SourceLines } from './source-lines.ts';

const known = new LRUCache<string, SourceLines>({
  maxSize: limits.linedChars,
  sizeCalculation: (_lines, text) => text.length + 1,
});

/** A text by its lines; remembered, for the same files are asked about again and again. What else is known of a text may be kept by them. */
export function linesOfText(text: string): SourceLines {
  const before = known.get(text);
  if (before !== undefined) return before;
  const lines = new SourceLines(text);
  known.set(text, lines);
  return lines;
}
