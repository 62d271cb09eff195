import { stem } from './stem.ts';

/** Characters of the longest word that is kept. */
const LONGEST_WORD = 128;

/**
 * Every word of a text as the index knows it: whole identifiers and their camelCase and snake_case parts, lower case, stemmed,
 * in the order of the text.
 */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const [word] of text.matchAll(/[\p{L}\p{N}_$]+/gu)) {
    // Longer ones are data, not names, and taking them apart would cost the square of their length.
    if (word.length > LONGEST_WORD) continue;
    words.push(stem(word.toLowerCase()));
    const parts = partsOf(word);
    if (parts.length > 1) for (const part of parts) words.push(stem(part.toLowerCase()));
  }
  return words;
}

const PART = /[_$]|(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u;
const ONE_PART = /^(?:\p{Lu}?[\p{Ll}\p{N}]*|\p{Lu}+)$/u;

function partsOf(word: string): string[] {
  if (ONE_PART.test(word)) return [];
  return word.split(PART).filter((part) => part.length > 1);
}
