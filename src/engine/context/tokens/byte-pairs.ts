import type { Vocabulary } from './vocabulary.ts';

const NONE = Number.POSITIVE_INFINITY;

/**
 * Into how many tokens a word falls: itself one, or its bytes put together pair by pair, the pair of the lowest rank first (byte pair
 * encoding: Sennrich, Haddow, Birch, https://aclanthology.org/P16-1162).
 */
export function countBytePairs(word: Uint8Array, vocabulary: Vocabulary): number {
  const { length } = word;
  if (length < 2 || vocabulary.rankOf(word, 0, length) !== NONE) return Math.min(1, length);
  // Of each part: where it begins, and the rank of it and the next together.
  const starts = Array.from({ length: length + 1 }, (_, at) => at);
  const rankAt = (part: number): number => {
    const end = starts[part + 2];
    return end === undefined ? NONE : vocabulary.rankOf(word, starts[part] ?? 0, end);
  };
  const ranks = starts.map((_, part) => rankAt(part));
  while (true) {
    let lowest = NONE;
    let part = -1;
    for (let at = 0; at < ranks.length; at++) {
      const rank = ranks[at] ?? NONE;
      if (rank >= lowest) continue;
      lowest = rank;
      part = at;
    }
    if (part < 0) return starts.length - 1;
    starts.splice(part + 1, 1);
    ranks.splice(part + 1, 1);
    ranks[part] = rankAt(part);
    if (part > 0) ranks[part - 1] = rankAt(part - 1);
  }
}
