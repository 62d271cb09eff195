import type { AgentId } from './agent.ts';
import type { Tier, TokenCounts } from './answer.ts';

/** The steps of one question that take time; architecture.md numbers them. `approval` is the wait for a person. */
export type StepName = 'context' | 'prompt' | 'cache' | 'approval' | 'route' | 'backend' | 'store';

/** One request that a question cost. */
export interface Attempt {
  readonly instance: string;
  readonly strategy: string;
  /** Why this instance. */
  readonly reason: string;
  /** `limited` was refused for load; `outrun` lost to a hedge or to whom it hedged. */
  readonly outcome: 'served' | 'failed' | 'limited' | 'outrun' | 'cancelled';
  /** From its start to its end, ms. */
  readonly ms: number;
  /** What went wrong, for people. */
  readonly fault?: string;
}

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
  /** Every request it cost, in order of their end. */
  readonly attempts?: readonly Attempt[];
  /** 0 to 10: what the choice of strategy went by. */
  readonly complexity?: number;
  /** Why the local analyst stood in for a model. */
  readonly fallback?: string;
  readonly tokens?: TokenCounts;
  /** What a model took for it, in the currency of the prices; absent where nothing has a price. */
  readonly cost?: number;
  /** Why it hit, missed or failed, one phrase for people. */
  readonly reason: string;
  readonly digest?: string;
}
