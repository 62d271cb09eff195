import type { AgentDefinition } from '../../domain/agent.ts';
import type { Question } from '../../domain/question.ts';
import type { AskJournal, AskRecord } from '../../ports/ask-journal.ts';
import type { NearQuestions, NearWanted } from '../answers/near-questions.ts';
import { Draft } from '../prompt/draft.ts';
import { type AskEntry, askEntry } from './ask-record.ts';

/** Of a question's way, what needs no context: done while that is being made. */
export interface Prepared {
  readonly draft: Draft;
  /** Gives the prompt's digest for the hash of a context. */
  readonly digestOf: (contextHash: string) => string;
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
  journal: AskJournal,
  near: NearQuestions,
): () => Prepared {
  let prepared: Prepared | undefined;
  return () => {
    if (prepared === undefined) {
      const draft = new Draft(agent, question);
      const entry = askEntry(question, agent, draft.question);
      prepared = {
        draft,
        digestOf: draft.digester(answerClass),
        entry,
        before: journal.last(entry.key),
        near: near.prepare(question, draft.question),
      };
    }
    return prepared;
  };
}
