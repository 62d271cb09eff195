import type { Approve, Estimate } from '../../domain/budget.ts';
import type { SessionPlan } from '../../domain/session.ts';
import { limits } from '../../limits.ts';
import { askApproval } from '../budget/ask-approval.ts';
import { EXPECTED_ANSWER_TOKENS } from '../budget/charge.ts';
import { costOf } from '../budget/cost-of.ts';
import { estimateTokens } from '../prompt/estimate-tokens.ts';
import type { Journey } from './journey.ts';
import { stepContextBudget } from './steps/step-context-budget.ts';

/** Tokens of an agent's instructions, about. */
const INSTRUCTIONS = 200;

/** One question to the person for the whole session, instead of one for each step. Throws as `askApproval` does. */
export async function approveSession(journey: Journey, plan: SessionPlan, approve: Approve | undefined): Promise<void> {
  const { model, parts, signal } = journey;
  if (model === undefined) return;
  await askApproval(estimateOf(journey, plan, model), parts.settings().budget.approve, approve, signal);
}

/** The most that the steps and the synthesis are expected to take. */
function estimateOf(
  { question, parts }: Journey,
  { steps }: SessionPlan,
  model: NonNullable<Journey['model']>,
): Estimate {
  const settings = parts.settings();
  const { label, price } = model;
  const own = estimateTokens(question.text) + INSTRUCTIONS;
  const report = limits.sessionReportChars / 4;
  const seen = steps.reduce((sum, { dependsOn }) => sum + dependsOn.length, 0);
  const prompts =
    steps.length * (stepContextBudget(settings, model) + own) + seen * report + steps.length * report + own;
  const answers = (steps.length + 1) * EXPECTED_ANSWER_TOKENS;
  return {
    tokens: prompts + answers,
    cost: costOf(price, prompts, answers),
    agents: steps.map(({ agent }) => agent),
    to: label,
  };
}
