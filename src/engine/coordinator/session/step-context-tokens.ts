import type { EngineSettings } from '../../domain/settings.ts';

/** The part of a step's tokens that its context may take: the question, the steps before it and the answer need room too. */
const CONTEXT = 0.75;

/** Tokens that the context of a session's step may have. */
export function stepContextTokens({ context, session }: Pick<EngineSettings, 'context' | 'session'>): number {
  return Math.min(context.budgetTokens, Math.floor(CONTEXT * session.stepTokens));
}
