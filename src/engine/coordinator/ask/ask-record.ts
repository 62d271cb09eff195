import type { AgentDefinition } from '../../domain/agent.ts';
import type { Ingredients } from '../../domain/ingredients.ts';
import { print } from '../../domain/print.ts';
import type { Prompt } from '../../domain/prompt.ts';
import type { Question } from '../../domain/question.ts';
import { sha256 } from '../../domain/sha256.ts';
import { limits } from '../../limits.ts';
import type { AskRecord } from '../../ports/ask-journal.ts';
import { normaliseQuestion } from '../prompt/prompt.ts';

/** What the journal keeps of a question that was asked and of its prompt. */
export function askRecord(
  question: Question,
  prompt: Prompt,
  digest: string,
  answerClass: string,
): Omit<AskRecord, 'askedAt' | 'times'> {
  return {
    key: askKey(question, prompt.agent),
    agent: prompt.agent.id,
    title: prompt.question.slice(0, limits.titleChars),
    question: repeatable(question, prompt.agent),
    context: prompt.context.hash,
    digest,
    ingredients: ingredientsOf(prompt, answerClass),
  };
}

/** A question without model and settings: what stays the same when these change. */
export function askKey({ text, focus, history }: Question, { id }: AgentDefinition): string {
  return sha256(JSON.stringify([id, normaliseQuestion(text), focus, history]));
}

const agentPrints = new WeakMap<AgentDefinition, string>();

/** What a prompt is made of. */
export function ingredientsOf({ agent, context }: Prompt, answerClass: string): Ingredients {
  let agentPrint = agentPrints.get(agent);
  if (agentPrint === undefined) {
    // A definition never changes: a new one is a new object.
    agentPrint = print(JSON.stringify(agent));
    agentPrints.set(agent, agentPrint);
  }
  return { ...context.prints, answerClass, agent: agentPrint };
}

/** A question that makes sense by itself another time; a conversation, a selection or problems of a moment do not. */
function repeatable({ text, focus, history, pool }: Question, agent: AgentDefinition): Question | undefined {
  if ((history?.length ?? 0) > 0 || focus?.text !== undefined || (focus?.diagnostics?.length ?? 0) > 0)
    return undefined;
  return {
    agent: agent.id,
    text: normaliseQuestion(text),
    ...(focus !== undefined && { focus }),
    ...(pool !== undefined && { pool }),
  };
}
