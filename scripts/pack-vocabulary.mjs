import { writeFileSync } from 'node:fs';
import ranks from 'gpt-tokenizer/bpeRanks/o200k_base';

/**
 * Writes the tokenizer's vocabulary as the engine reads it (`vocabulary.ts`): for each token in the order of ranks a byte with its
 * length, then its bytes. A rank that no token has is a length of 0.
 */
export function packVocabulary(file) {
  const tokens = Array.from(ranks, (token) => Buffer.from(token ?? ''));
  writeFileSync(file, Buffer.concat(tokens.flatMap((token) => [Buffer.of(token.length), token])));
}
