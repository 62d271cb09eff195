import type { AgentId } from './agent.ts';
import type { Tier, TokenCounts } from './answer.ts';

/** The steps of one question that take time; architecture.md numbers them. */
export type StepName = 'context' | 'prompt' | 'cache' | 'route' | 'backend' | 'store';

/** How a question ended. */
export type Outcome = 'hit' | 'miss' | 'failed' | 'cancelled';

/** What one question cost, step by step. Recorded on every path. */
export interface Trace {
  readonly id: string;
  readonly agent: AgentId;
  /** The first words of the question. */
  readonly question: string;
  /** ms since the epoch. */
  readonly startedAt: number;
  readonly outcome: Outcome;
  readonly tier: Tier;
  /** Each step's duration, ms; a step that did not run is absent. */
  readonly steps: Readonly<Partial<Record<StepName, number>>>;
  /** Whole question, ms. */
  readonly totalMs: number;
  /** From the start of the backend step to its first text, ms. Shown apart: it is the model's time, not WEE's. */
  readonly firstTokenMs?: number;
  /** On a hit: what the answer took to make, ms, which was not spent again. */
  readonly savedMs?: number;
  /** Instance that ran it; absent on a hit. */
  readonly instance?: string;
  readonly backend?: string;
  readonly tokens?: TokenCounts;
  /** Why it hit, missed or failed, one phrase for people. */
  readonly reason: string;
  readonly digest?: string;
}
