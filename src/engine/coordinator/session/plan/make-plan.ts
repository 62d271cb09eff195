import { alex } from '../../../agents/seven/alex.ts';
import type { Approve } from '../../../domain/budget.ts';
import type { SessionPlan } from '../../../domain/session.ts';
import { limits } from '../../../limits.ts';
import type { Journey } from '../journey.ts';
import { planner, readPlan } from './plan-by-model.ts';
import { planBySpecialty } from './plan-by-specialty.ts';

/** Which agents in which order: by a model's validated plan where there is a model, else by names or specialties. */
export async function makePlan(journey: Journey, approve: Approve | undefined): Promise<SessionPlan> {
  const { team, model, question, emit, parts } = journey;
  const bySpecialty = planBySpecialty(team);
  if (model === undefined || team.by === 'names') return bySpecialty;
  emit({ type: 'status', message: 'alex is planning' });
  const agents = parts.agents();
  const { history: _history, focus: _focus, ...bare } = question;
  const how = { agent: planner(alex, agents), context: journey.nothing(), approve };
  const outcome = await journey.ask(bare, how, limits.sessionPlanMs);
  const read =
    outcome.status === 'answered'
      ? readPlan(outcome.text, question.text, agents)
      : { fault: outcome.failure?.message ?? 'stopped' };
  if ('plan' in read) return read.plan;
  return { ...bySpecialty, reason: `${bySpecialty.reason} (the model's plan was of no use: ${read.fault})` };
}
