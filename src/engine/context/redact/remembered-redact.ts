import { LRUCache } from 'lru-cache';
import { limits } from '../../limits.ts';
import { redact } from './redact.ts';

/** A text with every secret replaced, and how many there were. */
export type Redacted = ReturnType<typeof redact>;

const redacted = new LRUCache<string, Redacted>({
  maxSize: limits.redactedChars,
  sizeCalculation: (_clean, raw) => raw.length + 1,
});

/**
 * As `redact`, remembered: the texts of files are looked through once, not with every question. `isClean` tells, at the first sight of
 * a text, whether it is already known to have none.
 */
export function rememberedRedact(text: string, isClean: () => boolean = () => false): Redacted {
  const known = redacted.get(text);
  if (known !== undefined) return known;
  const clean = isClean() ? { text, count: 0 } : redact(text);
  redacted.set(text, clean);
  return clean;
}
