import { hashTerm } from '../rank/terms/hash-term.ts';

/** The words of a chunk, as the index takes them in. */
export interface ChunkWords {
  /** For the search table: with a space between. */
  readonly body: string;
  /** For ranking: one of each word, in order; see `hashTerm`. */
  readonly hashes: Uint32Array;
}

/** @param words in the order of the text. */
export function chunkWords(words: readonly string[]): ChunkWords {
  const hashes = new Uint32Array(words.length);
  for (let at = 0; at < words.length; at++) hashes[at] = hashTerm(words[at] ?? '');
  return { body: words.join(' '), hashes };
}
