import { LRUCache } from 'lru-cache';
import { limits } from '../../limits.ts';
import { redact } from './redact.ts';

const redacted = new LRUCache<string, ReturnType<typeof redact>>({
  maxSize: limits.redactedChars,
  sizeCalculation: (_clean, raw) => raw.length + 1,
});

/** As `redact`, remembered: the texts of files are looked through once, not with every question. */
export function rememberedRedact(text: string): ReturnType<typeof redact> {
  const known = redacted.get(text);
  if (known !== undefined) return known;
  const clean = redact(text);
  redacted.set(text, clean);
  return clean;
}
