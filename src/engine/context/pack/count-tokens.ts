import { O200K_TOKEN_SPLIT_REGEX } from 'gpt-tokenizer/encodingParams/constants';
import { limits } from '../../limits.ts';
import { detached } from '../detached.ts';
import { countBytePairs } from './byte-pairs.ts';
import { Vocabulary } from './vocabulary.ts';

/** Encoding one unbroken run takes time by the square of its length: past this it is counted in pieces. */
const RUN = 512;
const LONG_RUN = new RegExp(`(?<!\\S)\\S{${RUN}}|(?<!\\s)\\s{${RUN}}`);
const PIECES = new RegExp(`\\S{1,${RUN}}|\\s{1,${RUN}}`, 'g');

/** Characters of the longest word that is remembered. */
const LONGEST = 32;

const words = new Map<string, number>();
const encoder = new TextEncoder();
/** Read at the first need: an index is made without it. */
let vocabulary: Vocabulary | undefined;

/**
 * Tokens of a text (OpenAI's o200k); words of a model's control language count as the plain text they are. Exact, but for texts with runs of
 * 512 characters without a break (or of nothing but white space), which cut into pieces count a little more.
 */
export function countTokens(text: string): number {
  return countUncut(text) ?? (text.match(PIECES) ?? []).reduce((sum, piece) => sum + countExactly(piece), 0);
}

/** The same; `undefined` for a text with a run that is counted in pieces. */
export function countUncut(text: string): number | undefined {
  return text.length >= RUN && LONG_RUN.test(text) ? undefined : countExactly(text);
}

function countExactly(text: string): number {
  return (text.match(O200K_TOKEN_SPLIT_REGEX) ?? []).reduce((sum, word) => sum + countWord(word), 0);
}

/** No token reaches over the end of what the tokenizer splits a text into, and the same few thousand words come again and again. */
function countWord(word: string): number {
  const known = words.get(word);
  if (known !== undefined) return known;
  vocabulary ??= Vocabulary.load();
  const tokens = countBytePairs(encoder.encode(word), vocabulary);
  if (word.length > LONGEST) return tokens;
  if (words.size >= limits.countedWords) words.clear();
  words.set(detached(word), tokens);
  return tokens;
}
