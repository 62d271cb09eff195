import type { EngineSettings } from '../../../domain/settings.ts';
import { contextBudget } from '../../prompt/context-budget.ts';
import type { SessionModel } from '../session-parts.ts';

/** Tokens that the context of a session's step may have: what a step may take is, for it, what a prompt may have. */
export function stepContextBudget(
  settings: Pick<EngineSettings, 'context' | 'session'>,
  model: SessionModel | undefined,
): number {
  const promptTokens = Math.min(settings.session.stepTokens, model?.promptTokens ?? Number.POSITIVE_INFINITY);
  return contextBudget(settings, { promptTokens });
}
