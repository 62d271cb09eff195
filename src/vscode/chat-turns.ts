import type { Turn } from '../engine/domain/question.ts';

/**
 * The turns that a question stands on. A question that was asked before in this conversation is the same question again:
 * it stands on what stood before the first time, so that an answer which is still true can be reused.
 */
export function chatTurns(turns: readonly Turn[], question: string): readonly Turn[] {
  const same = turns.findIndex((turn) => turn.role === 'user' && turn.text.trim() === question.trim());
  return same < 0 ? turns : turns.slice(0, same);
}
