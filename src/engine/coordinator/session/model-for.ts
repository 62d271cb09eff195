import type { Question } from '../../domain/question.ts';
import type { EngineSettings } from '../../domain/settings.ts';
import { isModel } from '../pools/is-model.ts';
import type { Pools } from '../pools/pools.ts';
import type { SessionModel } from './session-parts.ts';

/** The language model that would answer this question; where nothing can, none. */
export function modelFor(
  pools: Pools,
  question: Question,
  settings: EngineSettings,
  trusted: boolean,
): SessionModel | undefined {
  try {
    const pool = pools.pick(question.pool, settings, trusted);
    return isModel(pool) ? { label: pool.label, price: pool.dearest, promptTokens: pool.promptTokens } : undefined;
  } catch {
    return undefined;
  }
}
