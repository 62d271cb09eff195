import type { AgentDefinition } from '../domain/agent.ts';
import type { SealedContext } from '../domain/seal-context.ts';
import type { IndexProgress } from '../ports/context-source.ts';

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

/** How a question is asked that the engine itself asks. */
export interface AskHow {
  /** The agent by its definition rather than by name. */
  readonly agent?: AgentDefinition;
  readonly context?: GivenContext;
}
