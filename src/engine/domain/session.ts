import type { AgentId } from './agent.ts';
import type { Tier } from './answer.ts';
import type { SourceRef } from './source-ref.ts';

/** One agent's part of a session, before it ran. */
export interface PlannedStep {
  /** Unique within its plan: the agent's id. */
  readonly id: string;
  readonly agent: AgentId;
  /** What this agent is asked. */
  readonly question: string;
  /** Ids of the steps whose results it sees; they end first. */
  readonly dependsOn: readonly string[];
}

/** Which agents, in which order, and why. */
export interface SessionPlan {
  readonly by: 'model' | 'specialties' | 'names';
  /** One phrase for people. */
  readonly reason: string;
  /** In an order that honours `dependsOn`. */
  readonly steps: readonly PlannedStep[];
}

/** How a step stands or ended. `waiting` and `running` in a stored record mean that the session was interrupted. */
export type StepStatus = 'waiting' | 'running' | 'answered' | 'failed' | 'cancelled';

export interface SessionStep extends PlannedStep {
  readonly status: StepStatus;
  /** From its start to its end, ms. */
  readonly ms: number;
  /** From the moment that everything it depends on had ended to its first work, ms: what coordinating it cost. */
  readonly overheadMs: number;
  /** Markdown; what came of it before a failure. */
  readonly text: string;
  readonly sources: readonly SourceRef[];
  readonly tier: Tier;
  readonly digest?: string;
  readonly backend?: string;
  /** Prompt and answer together. */
  readonly tokens: number;
  /** Of a failure: its code, what happened, what to do. */
  readonly failure?: { readonly code: string; readonly message: string; readonly remedy: string };
}

/** How a session stands or ended; `partial` lacks the answer of at least one agent and says so. */
export type SessionStatus = 'running' | 'done' | 'partial' | 'failed' | 'cancelled';

/** How well the agents were coordinated. */
export interface Coordination {
  /** Sum of the steps' durations / wall time: above 1, working side by side paid. */
  readonly efficiency: number;
  /** Share of the wall time in which no agent worked, 0 to 1: planning, waiting, synthesis. */
  readonly overhead: number;
}

/** A session as it is shown, stored and reopened. */
export interface SessionRecord {
  readonly id: string;
  readonly question: string;
  /** ms since the epoch. */
  readonly startedAt: number;
  readonly status: SessionStatus;
  readonly plan: Omit<SessionPlan, 'steps'>;
  readonly steps: readonly SessionStep[];
  /** The synthesis, Markdown; empty until there is one. */
  readonly text: string;
  readonly sources: readonly SourceRef[];
  /** What models took, of plan, steps and synthesis together; absent where nothing has a price. */
  readonly cost?: number;
  /** Wall time, ms. */
  readonly ms: number;
  readonly coordination: Coordination;
}

/** A session in a list. */
export type SessionSummary = Pick<SessionRecord, 'id' | 'question' | 'startedAt' | 'status' | 'ms'> & {
  readonly agents: readonly AgentId[];
};

/**
 * What a session yields, in this order: `planned`, then `step` and `text` (the synthesis) as they come, then exactly one of
 * `done` and `failed`. A session in which no agent answered fails; a cancelled one fails with the code `cancelled`.
 */
export type SessionEvent =
  | { readonly type: 'status'; readonly message: string }
  | { readonly type: 'planned'; readonly id: string; readonly plan: SessionPlan }
  | { readonly type: 'step'; readonly step: SessionStep; readonly message: string }
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'done'; readonly session: SessionRecord }
  | {
      readonly type: 'failed';
      readonly code: string;
      readonly message: string;
      readonly remedy: string;
      readonly session?: SessionRecord;
    };
