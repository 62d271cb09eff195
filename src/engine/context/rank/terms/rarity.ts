/** Steps to which rarity is rounded. */
const STEPS = 4;

/**
 * Inverse document frequency as BM25 has it, never negative. Rounded to quarters, so that an edit elsewhere in the workspace, which
 * shifts it a little, leaves scores as they are.
 */
export function rarity(total: number, having: number): number {
  const exact = Math.log(1 + Math.max(0, total - having + 0.5) / (having + 0.5));
  return Math.round(exact * STEPS) / STEPS;
}
