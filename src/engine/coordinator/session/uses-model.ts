import type { Question } from '../../domain/question.ts';
import type { EngineSettings } from '../../domain/settings.ts';
import type { Pools } from '../pools.ts';

/** Whether a language model would answer this question; where nothing can, no. */
export function usesModel(pools: Pools, question: Question, settings: EngineSettings, trusted: boolean): boolean {
  try {
    return !pools.pick(question.pool, settings, trusted).answerClass.startsWith('local-analyst/');
  } catch {
    return false;
  }
}
