import type { AgentDefinition } from '../../domain/agent.ts';
import type { Question } from '../../domain/question.ts';
import type { AnswerCache, Expected } from '../../ports/answer-cache.ts';
import type { AskRecord } from '../../ports/ask-journal.ts';
import { complexityOf } from '../../routing/strategies/complexity.ts';
import type { NearQuestions, NearWanted } from '../answers/near-questions.ts';
import { type Digests, Draft } from '../prompt/draft.ts';
import { type AskEntry, askEntry } from './ask-record.ts';

/** Of a question's way, what needs no context: done while that is being made. */
export interface Prepared {
  readonly draft: Draft;
  readonly digests: Digests;
  /** What answers slow tiers have for it. */
  readonly expected: Expected | undefined;
  /** Gives the question's complexity, 0 to 10, with a context. */
  readonly complexityIn: ReturnType<typeof complexityOf>;
  /** What the journal will keep of it. */
  readonly entry: AskEntry;
  /** What the journal knows of it from before. */
  readonly before: AskRecord | undefined;
  /** What a similar question must share with it; `undefined` where none is looked for. */
  readonly near: NearWanted | undefined;
}

/** Prepares a question when it is first called. */
export function preparing(
  question: Question,
  agent: AgentDefinition,
  answerClass: string,
  cache: AnswerCache,
  near: NearQuestions,
): () => Prepared {
  let prepared: Prepared | undefined;
  return () => {
    if (prepared === undefined) {
      const draft = new Draft(agent, question);
      const digests = draft.digests(answerClass);
      const entry = askEntry(question, agent, draft.question);
      prepared = {
        draft,
        digests,
        expected: cache.expect(digests.place),
        complexityIn: complexityOf(question.text, question.history?.length ?? 0),
        entry,
        before: cache.journal.last(entry.key),
        near: near.prepare(question, draft.question),
      };
    }
    return prepared;
  };
}
