import { O200K_TOKEN_SPLIT_REGEX } from 'gpt-tokenizer/encodingParams/constants';
import { limits } from '../../limits.ts';
import { detached } from '../detached.ts';
import { countBytePairs } from './byte-pairs.ts';
import { endOfWord } from './end-of-word.ts';
import { hasLongRun, RUN } from './has-long-run.ts';
import { ShortWords } from './short-words.ts';
import { Vocabulary } from './vocabulary.ts';

const PIECES = new RegExp(`\\S{1,${RUN}}|\\s{1,${RUN}}`, 'g');

const WORD = new RegExp(O200K_TOKEN_SPLIT_REGEX.source, 'uy');

/** Characters of the longest word that is remembered. */
const LONGEST = 32;

const shortWords = new ShortWords((text, from, to) => {
  vocabulary ??= Vocabulary.load();
  return vocabulary.has(text, from, to) ? 1 : countWord(text.slice(from, to));
});
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
  return hasLongRun(text) ? undefined : countExactly(text);
}

/** Of a part of a text that has no such run. No token reaches over the end of what the tokenizer splits a text into. */
export function countExactly(text: string, from = 0, to = text.length): number {
  let sum = 0;
  for (let at = from; at < to; ) {
    const end = endOfWord(text, at, to);
    if (end < 0) return sum + countBeyondAscii(text.slice(at, to));
    sum += shortWords.of(text, at, end);
    at = end;
  }
  return sum;
}

/** Of a text whose first word is not of ASCII alone, or stands before one that is not. */
function countBeyondAscii(text: string): number {
  let sum = 0;
  for (let at = 0; at < text.length; ) {
    let end = endOfWord(text, at, text.length);
    if (end < 0) {
      WORD.lastIndex = at;
      WORD.test(text);
      end = WORD.lastIndex;
      sum += countWord(text.slice(at, end));
    } else sum += shortWords.of(text, at, end);
    at = end;
  }
  return sum;
}

/** Remembered: the same few thousand words come again and again. */
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
