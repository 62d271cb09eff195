import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { AgentDefinition } from '../domain/agent.ts';
import type { Ingredients } from '../domain/ingredients.ts';
import type { Prompt } from '../domain/prompt.ts';
import type { Question } from '../domain/question.ts';
import { limits } from '../limits.ts';
import type { AskRecord } from '../ports/ask-journal.ts';
import { normaliseQuestion } from './prompt.ts';

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
  return createHash('sha256')
    .update(JSON.stringify([id, normaliseQuestion(text), focus, history]))
    .digest('hex');
}

/** What a prompt is made of. Fingerprints are checksums: they explain a miss and decide nothing. */
export function ingredientsOf({ agent, context }: Prompt, answerClass: string): Ingredients {
  const { budget, files, project, dependencies, changes, findings } = context;
  return {
    answerClass,
    agent: print(JSON.stringify(agent)),
    budget,
    files: files.map(({ path, text }) => [path, print(text)]),
    project: print(JSON.stringify(project)),
    dependencies: print(JSON.stringify(dependencies)),
    changes: print(JSON.stringify(changes)),
    findings: print(JSON.stringify(findings)),
  };
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

function print(text: string): string {
  return crc32(text).toString(36);
}
