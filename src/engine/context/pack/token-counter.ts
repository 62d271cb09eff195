import { LRUCache } from 'lru-cache';
import { limits } from '../../limits.ts';
import { detached } from '../detached.ts';
import { countTokens, countUncut } from './count-tokens.ts';

/** Of a piece whose tokens are not those of the text around it: see `countTokens`. */
const LONG = -1;
const SLASH = 0x2f;

const counts = new LRUCache<string, number>({
  maxSize: limits.countedChars,
  sizeCalculation: (_count, text) => text.length + 1,
});

/**
 * As `countTokens`, piece by piece and remembered: what stood in an earlier context is not counted again. A piece ends with a line
 * after which the next begins with no white space and no slash; the tokenizer (o200k) lets no token reach over such an end, so that
 * the sum is exact.
 */
export function rememberedTokens(text: string): number {
  return tokensOfPieces(text) ?? countTokens(text);
}

/** The sum of the tokens of its pieces; `undefined` where a piece has a long run, whose tokens are not those of the text around it. */
export function tokensOfPieces(text: string): number | undefined {
  let sum = 0;
  for (let from = 0; from < text.length; ) {
    const to = endOfPiece(text, from);
    const count = countPiece(text.slice(from, to));
    if (count === LONG) return undefined;
    sum += count;
    from = to;
  }
  return sum;
}

function countPiece(piece: string): number {
  const known = counts.get(piece);
  if (known !== undefined) return known;
  const count = countUncut(piece) ?? LONG;
  counts.set(detached(piece), count);
  return count;
}

function endOfPiece(text: string, from: number): number {
  for (let at = text.indexOf('\n', from) + 1; at > 0 && at < text.length; at = text.indexOf('\n', at) + 1) {
    const next = text.charCodeAt(at);
    if (next !== SLASH && !isSpace(next)) return at;
  }
  return text.length;
}

function isSpace(code: number): boolean {
  if (code <= 0x7f) return code === 0x20 || (code >= 9 && code <= 13);
  return String.fromCharCode(code).trim() === '';
}
