import { detached } from '../../detached.ts';
import { stem } from './stem.ts';

/** Characters of the longest word that is kept. */
const LONGEST_WORD = 128;

/** Runs of letters remembered with their words; then all are forgotten, since most come again at once. */
const REMEMBERED = 16_384;
/** Characters from which on V8 keeps a whole text for a slice of it. */
const SLICED = 13;

const known = new Map<string, string | readonly string[]>();

/**
 * Every word of a text as the index knows it: whole identifiers and their camelCase and snake_case parts, lower case, stemmed,
 * in the order of the text.
 */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const run of text.match(/[\p{L}\p{N}_$]+/gu) ?? []) {
    const found = known.get(run) ?? read(run);
    if (typeof found === 'string') words.push(found);
    else for (const word of found) words.push(word);
  }
  return words;
}

function read(run: string): string | readonly string[] {
  const kept = run.length < SLICED ? run : detached(run);
  const all = splitName(kept).map(stem);
  const words = all.length === 1 ? (all[0] ?? '') : all;
  if (known.size >= REMEMBERED) known.clear();
  known.set(kept, words);
  return words;
}

/** A name and, where it has several, its parts, lower case; nothing of a name that is too long to be one. */
export function splitName(name: string): string[] {
  // Longer ones are data, and taking them apart would cost the square of their length.
  if (name.length > LONGEST_WORD) return [];
  const parts = partsOf(name);
  return (parts.length > 1 ? [name, ...parts] : [name]).map((part) => part.replace(ACRONYMS, '$1').toLowerCase());
}

/** `IDs` are more than one `ID`: too short a word to be stemmed. */
const ACRONYMS = /^(\p{Lu}{2,})s$/u;
/** Where a new part begins; `URLs` is one. */
const PART = /[_$]|(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})(?!\p{Lu}s(?!\p{Ll}))/u;
const ONE_PART = /^(?:\p{Lu}?[\p{Ll}\p{N}]*|\p{Lu}+s?)$/u;

function partsOf(word: string): string[] {
  if (ONE_PART.test(word)) return [];
  return word.split(PART).filter((part) => part.length > 1);
}
