import type { AgentDefinition } from '../../domain/agent.ts';
import type { Ingredients } from '../../domain/context/ingredients.ts';
import { print } from '../../domain/context/print.ts';
import { sha256 } from '../../domain/context/sha256.ts';
import type { Prompt } from '../../domain/prompt.ts';
import type { Question } from '../../domain/question.ts';
import { limits } from '../../limits.ts';
import type { AskRecord } from '../../ports/ask-journal.ts';
import { normaliseQuestion } from '../prompt/render-question.ts';
import type { Made } from './memo.ts';

/** What the journal keeps of a question, whatever its prompt. */
export type AskEntry = Pick<AskRecord, 'key' | 'agent' | 'title' | 'question'>;

/** What it keeps of one that has a prompt. */
export function askRecord(
  entry: AskEntry,
  { prompt, digest }: Pick<Made, 'prompt' | 'digest'>,
  answerClass: string,
): Omit<AskRecord, 'askedAt' | 'times'> {
  return { ...entry, context: prompt.context.hash, digest, ingredients: ingredientsOf(prompt, answerClass) };
}

/** @param text the question, normalised. */
export function askEntry(question: Question, agent: AgentDefinition, text: string): AskEntry {
  return {
    key: askKey(question, agent),
    agent: agent.id,
    title: text.slice(0, limits.titleChars),
    question: repeatable(question, agent),
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
