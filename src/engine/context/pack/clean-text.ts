import { LRUCache } from 'lru-cache';
import { print } from '../../domain/print.ts';
import { rememberedRedact } from '../redact/remembered-redact.ts';
import { PartCounts } from './part-counts.ts';
import { WordPlaces } from './word-places.ts';

/** A file's text without its secrets, as packing needs it. */
export interface CleanText {
  readonly text: string;
  readonly lines: readonly string[];
  readonly words: WordPlaces;
  /** Secrets replaced. */
  readonly redacted: number;
  /** See `print`. */
  readonly print: string;
  readonly parts: PartCounts;
}

/** Characters of the texts that are remembered; the least recently used go. */
const REMEMBERED_CHARS = 4_000_000;

const cleaned = new LRUCache<string, CleanText>({
  maxSize: REMEMBERED_CHARS,
  sizeCalculation: (_clean, raw) => raw.length + 1,
});

/** Takes the secrets out of a text; the result is remembered, for the same files are asked about again and again. */
export function cleanText(raw: string): CleanText {
  const known = cleaned.get(raw);
  if (known !== undefined) return known;
  const { text, count } = rememberedRedact(raw);
  const lines = text.replace(/\n$/, '').split(/\r?\n/);
  const found = { words: new WordPlaces(text), parts: new PartCounts(lines) };
  const clean = { text, lines, redacted: count, print: print(text), ...found };
  cleaned.set(raw, clean);
  return clean;
}
