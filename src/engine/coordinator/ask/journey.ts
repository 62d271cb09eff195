import type { AgentDefinition } from '../../domain/agent.ts';
import type { Question } from '../../domain/question.ts';
import type { Pool } from '../../routing/pool.ts';
import type { AskHow } from '../prompt/given-context.ts';
import { normaliseQuestion } from '../prompt/render-question.ts';
import type { AskStream } from './ask-stream.ts';
import type { TraceBuilder } from './trace-builder.ts';

/** A question on its way: what the steps hand on. */
export interface Journey {
  readonly question: Question;
  readonly agent: AgentDefinition;
  readonly pool: Pool;
  /** See `questionKey`. */
  readonly key: string;
  readonly how: AskHow;
  readonly trace: TraceBuilder;
  readonly stream: AskStream;
}

/** Everything of a question that can alter its prompt or who answers it. */
export function questionKey({
  question,
  agent,
  pool,
  how,
}: Pick<Journey, 'question' | 'agent' | 'pool' | 'how'>): string {
  const { focus, history } = question;
  const text = normaliseQuestion(question.text);
  return JSON.stringify([agent.id, pool.id, pool.answerClass, text, focus, history, how.context?.key]);
}
