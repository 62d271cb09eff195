import { scoreAgents } from '../../../agents/score-agents.ts';
import { type AgentDefinition, AUTO_AGENT } from '../../../domain/agent.ts';
import type { Question } from '../../../domain/question.ts';
import type { SessionPlan } from '../../../domain/session.ts';
import { limits } from '../../../limits.ts';
import { questionParts } from './question-parts.ts';

/** Who would work on a question together. */
export interface Team {
  /** Whether the question asks for several agents by itself; where it does not, a person may still want a session. */
  readonly wanted: boolean;
  /** In the order of the parts they fit, at least one. */
  readonly agents: readonly AgentDefinition[];
  /** The question without the names it began with. */
  readonly text: string;
  readonly by: SessionPlan['by'];
  /** Why these, one phrase for people. */
  readonly reason: string;
}

/** A part of a question stands for an agent from this score on. */
const PART_SCORE = 2;
/** Without parts, two agents must each fit this well. */
const WHOLE_SCORE = 3;
/** Who looks at a question that fits nobody in particular; the first of them also where it fits one agent only. */
const DEFAULT_TEAM = ['leonardo', 'sherlock', 'marie'];
/** A session needs as many. */
const LEAST = 2;

/**
 * When several agents work on a question: when it begins with two names or more (`@sherlock @marie …`); when it has parts
 * (`why … and which tests …`) that fit different agents; or when as a whole it fits two of them well. A question that names
 * one agent stays with that one, or has it in its team.
 */
export function chooseTeam(question: Question, agents: readonly AgentDefinition[]): Team {
  const named = leadingNames(question.text, agents);
  if (named.agents.length > 1) {
    const team = named.agents.slice(0, limits.sessionAgents);
    const rest = named.agents.slice(team.length).map(({ id }) => `@${id}`);
    const left = rest.length === 0 ? '' : `, ${team.length} at most: ${rest.join(', ')} left out`;
    return { wanted: true, agents: team, text: named.text, by: 'names', reason: `asked by name${left}` };
  }
  const able = agents.filter(({ id }) => id !== 'alex');
  const bests = questionParts(question.text).flatMap((text) => scoreAgents({ text }, able)[0] ?? []);
  const parts = bests.filter(({ score }) => score >= PART_SCORE);
  const whole = scoreAgents(question, able).filter(({ score }) => score > 0);
  const own = able
    .filter((agent) => named.agents.includes(agent))
    .map((agent) => ({ agent, score: PART_SCORE, reasons: ['its name'] }));
  const fitting = [...own, ...parts, ...whole.filter(({ score }) => score >= WHOLE_SCORE)];
  const chosen = [...new Map(fitting.map((score) => [score.agent.id, score])).values()];
  const single = question.agent !== AUTO_AGENT || named.agents.length === 1;
  const wanted = chosen.length > 1 && !single;
  const filled = chosen.length > 1 ? chosen : fill([...chosen, ...bests.filter(({ score }) => score > 0)], whole, able);
  const team = filled.slice(0, limits.sessionAgents);
  const reason = team.map(
    ({ agent, reasons }) =>
      `${agent.id} ${reasons.length > 0 ? `for: ${reasons.slice(0, 3).join(', ')}` : 'to look from another side'}`,
  );
  return {
    wanted,
    agents: team.map(({ agent }) => agent),
    text: named.text,
    by: own.length > 0 ? 'names' : 'specialties',
    reason: reason.join('; '),
  };
}

type Scores = ReturnType<typeof scoreAgents>;

/** Those that fit best, even if only a little; where that is one, one more; where it is none, the usual ones. */
function fill(fitting: Scores, whole: Scores, able: readonly AgentDefinition[]): Scores {
  const usual = DEFAULT_TEAM.flatMap((id) => able.find((agent) => agent.id === id) ?? []);
  const others = [...whole, ...usual.map((agent) => ({ agent, score: 0, reasons: [] }))];
  const distinct = (scores: Scores): Scores => [...new Map(scores.map((one) => [one.agent.id, one] as const)).values()];
  const first = distinct(fitting);
  if (first.length >= LEAST) return first;
  return distinct([...first, ...others]).slice(0, first.length === 0 && whole.length === 0 ? usual.length : LEAST);
}

/** The agents that a question begins with by name, and the rest of it. `@wee` is left out. */
function leadingNames(
  text: string,
  agents: readonly AgentDefinition[],
): { readonly agents: readonly AgentDefinition[]; readonly text: string } {
  const found = new Map<string, AgentDefinition>();
  let rest = text;
  while (found.size <= limits.sessionAgents) {
    const match = /^\s*(?:and\s+)?@([a-z][\w-]*)(?:[\s,:]+|$)/i.exec(rest);
    const name = match?.[1]?.toLowerCase();
    const agent = agents.find(({ id }) => id === name);
    if (match === null || (agent === undefined && name !== 'wee')) break;
    if (agent !== undefined) found.set(agent.id, agent);
    rest = rest.slice(match[0].length);
  }
  return { agents: [...found.values()], text: rest };
}
