import type { AgentDefinition } from '../../domain/agent.ts';
import type { CacheWhy } from '../../domain/cache-entry.ts';
import type { Question } from '../../domain/question.ts';
import type { AnswerCache } from '../../ports/answer-cache.ts';
import type { ContextSource } from '../../ports/context-source.ts';
import { askKey, ingredientsOf } from '../ask/ask-record.ts';
import { Draft } from '../prompt/draft.ts';
import { explainHit } from './explain-hit.ts';
import { explainMiss } from './explain-miss.ts';

interface Explained {
  readonly asked: Question;
  readonly agent: AgentDefinition;
  readonly answerClass: string;
  readonly budget: number;
  readonly context: ContextSource;
  readonly cache: AnswerCache;
}

/** Makes the prompt as a question would, and says whether its answer is at hand and what differs from the last time. */
export async function explainQuestion({
  asked,
  agent,
  answerClass,
  budget,
  context,
  cache,
}: Explained): Promise<CacheWhy> {
  await cache.ready();
  const made = await context.compress({ question: asked, agent: { id: agent.id, skills: agent.skills }, budget }, {});
  const draft = new Draft(agent, asked);
  const prompt = draft.complete(made);
  const digest = draft.digests(answerClass).of(made.hash);
  const last = cache.journal.last(askKey(asked, agent));
  const tier = cache.peek(digest)?.tier ?? 'none';
  return {
    question: prompt.question,
    agent: agent.id,
    digest,
    tier,
    reason:
      tier === 'none'
        ? explainMiss(last?.ingredients, ingredientsOf(prompt, answerClass))
        : explainHit(false, last, digest),
    files: made.files.map(({ path }) => path),
    ...(last !== undefined && { last: { digest: last.digest, askedAt: last.askedAt, times: last.times } }),
  };
}
