import { chooseAgent } from '../../agents/choose-agent.ts';
import { findAgent, parseMention } from '../../agents/find-agent.ts';
import { roster } from '../../agents/roster.ts';
import type { AgentDefinition } from '../../domain/agent.ts';
import { AUTO_AGENT } from '../../domain/agent.ts';
import type { Question } from '../../domain/question.ts';

/** Who answers, the question without its `@name`, and why this agent. */
export interface ResolvedAgent {
  readonly agent: AgentDefinition;
  readonly asked: Question;
  readonly reason: string;
}

/**
 * The agent a question names, by field or by a leading `@name`, else the one that alex chooses by specialty.
 * @throws WeeError `unknown-agent`, naming all there are.
 */
export function resolveAgent(question: Question, agents: readonly AgentDefinition[] = roster): ResolvedAgent {
  const mention = parseMention(question.text);
  const named = question.agent === AUTO_AGENT ? mention?.agent : question.agent;
  const text = mention !== undefined && mention.agent === named ? mention.text : question.text;
  const asked: Question = text === question.text ? question : { ...question, text };
  if (named === undefined || named === AUTO_AGENT) {
    const { agent, reason } = chooseAgent(asked, agents);
    return { agent, asked, reason };
  }
  return { agent: findAgent(named, agents), asked, reason: 'asked by name' };
}
