import type { AgentDefinition } from '../../domain/agent.ts';
import type { Approve } from '../../domain/budget.ts';
import type { SealedContext } from '../../domain/context/seal-context.ts';
import type { Question } from '../../domain/question.ts';
import type { IndexProgress } from '../../ports/context-source.ts';
import type { Account } from '../budget/account.ts';

/** A context that a question is given instead of compressing one for itself: a session's steps share theirs. */
export interface GivenContext {
  /** The workspace's generation that it is true of. */
  readonly generation: number;
  /** What of it differs from that of another question; part of the memo's key. */
  readonly key: string;
  /** Makes it once; `anew` makes it of the workspace as it is now. */
  make(options: {
    readonly anew?: boolean;
    readonly signal?: AbortSignal;
    readonly onProgress?: (progress: IndexProgress) => void;
  }): Promise<SealedContext>;
}

/** What a door wants to know of a question's coming and going. */
export interface Visit {
  /** The work begins, when what it gives has resolved. Never rejects. */
  enter(question: Question): Promise<void> | void;
  /** It has ended. */
  leave(question: Question): void;
}

/** How a question is asked, besides what it says; agent, context and account are the engine's own. */
export interface AskHow {
  readonly visit?: Visit;
  /** The agent by its definition rather than by name. */
  readonly agent?: AgentDefinition;
  readonly context?: GivenContext;
  /** Asks the person where much would be spent. */
  readonly approve?: Approve | undefined;
  /** What it takes is a part of this. */
  readonly account?: Account;
}
