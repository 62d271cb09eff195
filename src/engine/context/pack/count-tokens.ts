import { countTokens as count } from 'gpt-tokenizer/encoding/o200k_base';

/** Tokens of a text; words of a model's control language count as the plain text they are. */
export function countTokens(text: string): number {
  return count(text, { disallowedSpecial: new Set<string>() });
}
