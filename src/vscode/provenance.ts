import type { Answer, Tier } from '../engine/domain/answer.ts';
import { formatDuration } from './format-duration.ts';

/** Where an answer came from, in one line: `sherlock · disk cache · 3.0 ms · local analysis, no language model`. */
export function provenance(answer: Pick<Answer, 'agent' | 'backend'>, tier: Tier, totalMs: number): string {
  const origin = tier === 'none' ? 'new answer' : `${tier} cache`;
  return [answer.agent, origin, formatDuration(totalMs), answer.backend].join(' · ');
}
