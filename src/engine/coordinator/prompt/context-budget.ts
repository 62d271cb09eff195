import type { EngineSettings } from '../../domain/settings.ts';

/** The part of a prompt that its context may take: instructions, the question, what was said before and the answer need room too. */
const CONTEXT = 0.75;

/** Tokens that the context of a question may have: as settings say, and no more than the smallest model of the pool takes. */
export function contextBudget(
  { context }: Pick<EngineSettings, 'context'>,
  { promptTokens = Number.POSITIVE_INFINITY }: { readonly promptTokens?: number | undefined },
): number {
  return Math.min(context.budgetTokens, Math.floor(CONTEXT * promptTokens));
}
