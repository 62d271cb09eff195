import { LRUCache } from 'lru-cache';
import { limits } from '../../../limits.ts';
import { detached } from '../../detached.ts';
import { wordsOf } from './words-of.ts';

const known = new LRUCache<string, ReadonlySet<string>>({ max: limits.namesKept });

/** The different words of a name, as `wordsOf` has them, remembered: the same ones are looked at with every question. */
export function wordsOfName(name: string): ReadonlySet<string> {
  const found = known.get(name);
  if (found !== undefined) return found;
  const words = new Set(wordsOf(name));
  known.set(detached(name), words);
  return words;
}

export interface NamedPath {
  readonly words: ReadonlySet<string>;
  /** Lower case, and nothing between its words. */
  readonly letters: string;
  /** Which letters these are: see `lettersIn`. */
  readonly mask: number;
}

const ofPaths = new LRUCache<string, NamedPath>({ max: limits.namesKept });

/** The same of a path without its ending. */
export function wordsOfPath(path: string): NamedPath {
  const before = ofPaths.get(path);
  if (before !== undefined) return before;
  const named = path.replace(/\.\w+$/, '');
  const letters = named.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
  const read = { words: new Set(wordsOf(named)), letters, mask: lettersIn(letters) };
  ofPaths.set(path, read);
  return read;
}

/** The letters of a text, lower case, as bits: one that has another's letters has all bits of it, whatever else. */
export function lettersIn(text: string): number {
  let mask = 0;
  for (let at = 0; at < text.length; at++) mask |= 1 << (text.charCodeAt(at) & 31);
  return mask;
}
