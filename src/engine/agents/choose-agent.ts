import type { AgentDefinition } from '../domain/agent.ts';
import type { Question } from '../domain/question.ts';
import { roster } from './roster.ts';
import { scoreAgents } from './score-agents.ts';
import { alex } from './seven/alex.ts';

/** How alex chooses one agent: the one that the question fits best; alex itself when nothing stands out. */
export function chooseAgent(
  question: Question,
  agents: readonly AgentDefinition[] = roster,
): { readonly agent: AgentDefinition; readonly reason: string } {
  const [best] = scoreAgents(question, agents);
  if (best === undefined || best.score === 0) return { agent: alex, reason: 'no specialty stands out' };
  return { agent: best.agent, reason: `alex chose ${best.agent.id} for: ${best.reasons.slice(0, 3).join(', ')}` };
}
