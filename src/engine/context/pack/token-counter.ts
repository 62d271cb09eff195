import { LRUCache } from 'lru-cache';
import { countTokens } from './count-tokens.ts';

/** Characters of the texts whose counts are remembered; the least recently used go. */
const REMEMBERED_CHARS = 8_000_000;

const counts = new LRUCache<string, number>({
  maxSize: REMEMBERED_CHARS,
  sizeCalculation: (_count, text) => text.length + 1,
});

/** Tokens of a text, remembered: parts of files are counted once, not with every question. */
export function rememberedTokens(text: string): number {
  const known = counts.get(text);
  if (known !== undefined) return known;
  const count = countTokens(text);
  counts.set(text, count);
  return count;
}
