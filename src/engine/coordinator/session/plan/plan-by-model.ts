import * as v from 'valibot';
import type { AgentDefinition } from '../../../domain/agent.ts';
import type { PlannedStep, SessionPlan } from '../../../domain/session.ts';
import { limits } from '../../../limits.ts';

/** Alex as planner: its words are part of the digest, so that a plan is reused as an answer is. */
export function planner(alex: AgentDefinition, agents: readonly AgentDefinition[]): AgentDefinition {
  const colleagues = agents.filter(({ id }) => id !== alex.id).map(({ id, leads }) => `- ${id}: ${leads}`);
  return {
    ...alex,
    skills: [],
    instructions: `You are Alex, who plans which colleagues work on a question and in which order. Colleagues:
${colleagues.join('\n')}
Choose the fewest that answer it well, at most ${limits.sessionAgents}, each at most once. A step that needs the result of another names it in dependsOn; all others run at once. Reply with JSON only, in this form:
{"reason": "one short phrase", "steps": [{"agent": "name", "question": "what this colleague shall find out", "dependsOn": ["name"]}]}`,
  };
}

const planSchema = v.object({
  reason: v.optional(v.pipe(v.string(), v.maxLength(500)), ''),
  steps: v.pipe(
    v.array(
      v.object({
        agent: v.pipe(v.string(), v.trim(), v.toLowerCase()),
        question: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(limits.sessionQuestionChars)),
        dependsOn: v.optional(
          v.pipe(v.array(v.pipe(v.string(), v.trim(), v.toLowerCase())), v.maxLength(limits.sessionAgents)),
          [],
        ),
      }),
    ),
    v.minLength(1),
    v.maxLength(limits.sessionAgents),
  ),
});

/** What a model's reply is worth: a plan, or why it is none. */
export type ModelPlan = { readonly plan: SessionPlan } | { readonly fault: string };

/** Takes nothing on trust: the reply must be JSON of the form asked for, name known agents once, and run in no circle. */
export function readPlan(reply: string, question: string, agents: readonly AgentDefinition[]): ModelPlan {
  const json = /\{[\s\S]*\}/.exec(reply.slice(0, limits.sessionPlanChars))?.[0];
  if (json === undefined) return { fault: 'it is not JSON' };
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return { fault: 'it is not JSON' };
  }
  const parsed = v.safeParse(planSchema, value);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    return { fault: `${v.getDotPath(issue) ?? 'the plan'}: ${issue.message}`.slice(0, 200) };
  }
  const known = new Set(agents.map(({ id }) => id));
  const steps = parsed.output.steps.map(({ agent, question: part, dependsOn }) => {
    const id = agent.replace(/^@/, '');
    const needs = [...new Set(dependsOn.map((name) => name.replace(/^@/, '')))];
    return {
      id,
      agent: id,
      question: part === question ? part : `${question}\n\nYour part: ${part}`,
      dependsOn: needs,
    };
  });
  const unknown = steps.find(({ agent }) => !known.has(agent));
  if (unknown !== undefined) return { fault: `there is no agent “${unknown.agent.slice(0, 40)}”` };
  if (new Set(steps.map(({ id }) => id)).size < steps.length) return { fault: 'an agent is named twice' };
  const ordered = inOrder(steps);
  if (ordered === undefined) return { fault: 'its steps wait for one another or for none that exists' };
  return { plan: { by: 'model', reason: parsed.output.reason.trim() || 'planned by the model', steps: ordered } };
}

/** The steps so that each comes after those it depends on (Kahn's algorithm); `undefined` where that cannot be. */
function inOrder(steps: readonly PlannedStep[]): readonly PlannedStep[] | undefined {
  const ordered: PlannedStep[] = [];
  const left = new Set(steps);
  while (left.size > 0) {
    const next = [...left].find(({ dependsOn }) => dependsOn.every((id) => ordered.some((done) => done.id === id)));
    if (next === undefined) return undefined;
    ordered.push(next);
    left.delete(next);
  }
  return ordered;
}
