import type { Question } from '../../../domain/question.ts';
import { limits } from '../../../limits.ts';
import { hashTerm } from '../terms/hash-term.ts';
import { stem } from '../terms/stem.ts';
import { splitName, wordsOf } from '../terms/words-of.ts';
import { ACTION_WORDS, STOP_WORDS } from './word-lists.ts';

/** One word to search for. */
export interface QueryWord {
  /** Stemmed, as the index knows it. */
  readonly word: string;
  /** As the question has it, lower case: for people. */
  readonly written: string;
  readonly hash: number;
  /** How much it counts beside its rarity, about 0 to 2. */
  readonly weight: number;
  /** Written as a name of code is: camelCase, snake_case. */
  readonly identifier: boolean;
}

/** A question as search understands it. */
export interface Query {
  readonly words: readonly QueryWord[];
  /** Possible names of definitions, as written. */
  readonly names: readonly string[];
  /** Two words that stand side by side, stemmed. */
  readonly pairs: readonly (readonly [QueryWord, QueryWord])[];
  /** It is about the types that a file declares, not about what it does. */
  readonly aboutTypes: boolean;
}

/** Weight of a word of ACTION_WORDS. */
const ACTION = 0.35;
/** Weight of a word that only stands after the first sentence: what matters is said first. */
const LATER = 0.5;
/** Weight of a word that only stands in the selection. */
const SELECTED = 0.3;
/** What each repetition of a word adds, up to three times. */
const AGAIN = 0.25;
/** Characters of a selection that words are taken from, and words taken. */
const SELECTION_CHARS = 2_000;
const SELECTION_WORDS = 12;
const MOST_PAIRS = 16;
const MOST_NAMES = 24;

/** What the template of an issue says to its author. */
const HIDDEN = /<!--[\s\S]{0,2000}?-->/g;
/** What a conventional commit begins with; what it is about may follow in brackets. */
const KIND_OF_CHANGE =
  /^\s*(?:feat|feature|fix|bugfix|hotfix|chore|docs?|refactor|perf|tests?|style|ci|build|deps|types?|revert)(?=\([^)\n]{1,60}\)!?:|!?:\s)/i;
const FIRST_SENTENCE = /(?<=[\p{L}\p{N})\x60'"])(?:[.!?:]?\s*\n|[.!?]\s+(?=\p{Lu}))/u;
const NAME_OF_CODE = /\p{Ll}\p{Lu}|_|^\p{Lu}{2,}(?!s$)\p{Ll}|\$/u;

const known = new WeakMap<Question, Query>();

/** The words of a question, weighted: what it is about counts more than what it asks for, what it says first more than the rest. */
export function readQuery(question: Question): Query {
  const query = known.get(question) ?? read(question);
  known.set(question, query);
  return query;
}

function read({ text: asked, focus }: Question): Query {
  const text = asked.replace(HIDDEN, ' ').replace(KIND_OF_CHANGE, '');
  const first = new Set(wordsOf(text.split(FIRST_SENTENCE, 1)[0] ?? ''));
  const sequence = meant(text);
  const times = new Map<string, number>();
  for (const { word } of sequence) times.set(word, (times.get(word) ?? 0) + 1);
  const words = new Map<string, QueryWord>();
  for (const { word, written, action, identifier } of sequence) {
    if (words.has(word) || words.size >= limits.queryWords) continue;
    const again = Math.min(3, (times.get(word) ?? 1) - 1);
    const weight = (first.has(word) ? 1 : LATER) * (action ? ACTION : 1) * (1 + AGAIN * again);
    words.set(word, { word, written, hash: hashTerm(word), weight, identifier });
  }
  const room = words.size + SELECTION_WORDS;
  for (const { word, written, identifier } of meant((focus?.text ?? '').slice(0, SELECTION_CHARS))) {
    if (words.size >= room) break;
    if (!words.has(word)) words.set(word, { word, written, hash: hashTerm(word), weight: SELECTED, identifier });
  }
  return {
    words: [...words.values()],
    names: namesIn(text),
    pairs: pairsOf(sequence, words),
    aboutTypes: /\b(?:typ(?:es?|ings?|ed)|typescript|declarations?|d\.ts)\b/i.test(asked),
  };
}

interface Meant {
  readonly word: string;
  readonly written: string;
  readonly action: boolean;
  readonly identifier: boolean;
  /** A word by itself or part of a name, rather than a name whole. */
  readonly simple: boolean;
}

/** The words of a text that are no stop words, in order; of a name first the whole, then its parts. */
function meant(text: string): Meant[] {
  const found: Meant[] = [];
  for (const [written] of text.matchAll(/[\p{L}\p{N}_$]+/gu)) {
    const lower = written.toLowerCase();
    if (STOP_WORDS.has(lower) || lower.length < 2) continue;
    const [whole, ...parts] = splitName(written);
    if (whole === undefined) continue;
    const add = (name: string, identifier: boolean, simple: boolean): void => {
      found.push({ word: stem(name), written: name, action: ACTION_WORDS.has(name), identifier, simple });
    };
    add(whole, parts.length > 0 || NAME_OF_CODE.test(written), parts.length === 0);
    for (const part of parts) if (!STOP_WORDS.has(part)) add(part, false, true);
  }
  return found;
}

function pairsOf(
  sequence: readonly Meant[],
  words: ReadonlyMap<string, QueryWord>,
): (readonly [QueryWord, QueryWord])[] {
  const simple = sequence.filter((one) => one.simple);
  const pairs = new Map<string, readonly [QueryWord, QueryWord]>();
  for (const [at, { word }] of simple.entries()) {
    const one = words.get(word);
    const next = words.get(simple[at + 1]?.word ?? '');
    if (one !== undefined && next !== undefined && one !== next) pairs.set(`${one.word} ${next.word}`, [one, next]);
  }
  return [...pairs.values()].slice(0, MOST_PAIRS);
}

function namesIn(text: string): string[] {
  const names = [...text.matchAll(/[\p{L}_$][\p{L}\p{N}_$]{2,99}/gu)].map(([name]) => name);
  return [...new Set(names)].filter((name) => !STOP_WORDS.has(name.toLowerCase())).slice(0, MOST_NAMES);
}
