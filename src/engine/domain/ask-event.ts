import type { AgentId } from './agent.ts';
import type { Answer, Tier } from './answer.ts';
import type { ProjectContext } from './context/context.ts';
import type { StepName, Trace } from './trace.ts';

/**
 * What `coordinator.ask` yields, in this order: `agent`, then `status`, `context`, `near` and `text` as they come, then exactly
 * one of `done` and `failed`. A cancelled question ends with `failed` and the error code `cancelled`.
 */
export type AskEvent =
  | { readonly type: 'agent'; readonly agent: AgentId; readonly reason: string }
  | { readonly type: 'status'; readonly step: StepName; readonly message: string }
  | { readonly type: 'context'; readonly context: ProjectContext }
  /** Offered, never served: an answer to a similar question about the very same context. `wee cache show DIGEST` has it. */
  | { readonly type: 'near'; readonly question: string; readonly digest: string; readonly askedAt: number }
  | { readonly type: 'text'; readonly text: string }
  /** The text so far is void: it broke off, and the answer begins anew elsewhere. */
  | { readonly type: 'restart'; readonly message: string }
  | { readonly type: 'done'; readonly answer: Answer; readonly tier: Tier; readonly trace: Trace }
  | {
      readonly type: 'failed';
      readonly code: string;
      readonly message: string;
      readonly remedy: string;
      readonly trace: Trace;
    };
