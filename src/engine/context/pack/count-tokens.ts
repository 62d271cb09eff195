import { countTokens as count } from 'gpt-tokenizer/encoding/o200k_base';

/** Encoding one unbroken run takes time by the square of its length: past this it is counted in pieces. */
const RUN = 512;
const LONG_RUN = new RegExp(`(?<!\\S)\\S{${RUN}}|(?<!\\s)\\s{${RUN}}`);
const PIECES = new RegExp(`\\S{1,${RUN}}|\\s{1,${RUN}}`, 'g');

/**
 * Tokens of a text; words of a model's control language count as the plain text they are. Exact, but for texts with runs of
 * 512 characters without a break (or of nothing but white space), which cut into pieces count a little more.
 */
export function countTokens(text: string): number {
  if (!hasLongRun(text)) return countExactly(text);
  return (text.match(PIECES) ?? []).reduce((sum, piece) => sum + countExactly(piece), 0);
}

/** Whether a text has a run that is counted in pieces. */
export function hasLongRun(text: string): boolean {
  return text.length >= RUN && LONG_RUN.test(text);
}

function countExactly(text: string): number {
  return count(text, { disallowedSpecial: new Set<string>() });
}
