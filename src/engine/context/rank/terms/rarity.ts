/** Steps to which rarity is rounded. */
const STEPS = 4;
/** What a word counts that nearly every file holds: next to nothing, yet a search for it alone finds them. */
const LEAST = 0.02;

/**
 * Inverse document frequency as BM25 has it, always above zero. Rounded to quarters, so that an edit elsewhere in the workspace, which
 * shifts it a little, leaves scores as they are.
 */
export function rarity(total: number, having: number): number {
  const exact = Math.log(1 + Math.max(0, total - having + 0.5) / (having + 0.5));
  return Math.max(LEAST, Math.round(exact * STEPS) / STEPS);
}
