import { limits } from '../../limits.ts';
import { TextMemo } from '../../text/text-memo.ts';
import { redact } from './redact.ts';

/** A text with every secret replaced, and how many there were. */
export type Redacted = ReturnType<typeof redact>;

const redacted = new TextMemo<Redacted>(limits.redactedChars);

/**
 * The text of a file as `redact` gives it, remembered: it is looked through once, not with every question. `isClean` tells, at the first
 * sight of a text, whether it is already known to have no secret.
 */
export function rememberedRedact(path: string, text: string, isClean: () => boolean): Redacted {
  return redacted.of(path, text, () => (isClean() ? { text, count: 0 } : redact(text)));
}
