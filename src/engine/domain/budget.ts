import type { AgentId } from './agent.ts';

/** Tokens of prompts and answers, and what they cost in the currency of the instances' prices. */
export interface Amount {
  readonly tokens: number;
  readonly cost: number;
}

/** Per million tokens. */
export interface Price {
  readonly input: number;
  readonly output: number;
}

/** What models may take: per question (a session is one), per day, per month. As they are called in settings. */
export const limitNames = [
  'questionTokens',
  'questionCost',
  'dayTokens',
  'dayCost',
  'monthTokens',
  'monthCost',
] as const;
export type LimitName = (typeof limitNames)[number];

/** 0 or absent: no limit. */
export type BudgetLimits = Readonly<Partial<Record<LimitName, number>>>;

export interface BudgetSettings {
  /** Of everybody together. */
  readonly limits: BudgetLimits;
  /** Of single agents, besides. */
  readonly agents: Readonly<Record<AgentId, BudgetLimits>>;
  /** An estimate above either is sent only when a person agrees; 0: never asked. */
  readonly approve: Amount;
  /** What becomes of a question over a budget: it fails and says so, or the local analyst answers and says so. */
  readonly over: 'refuse' | 'local';
}

/** What a question is expected to take, before it is sent. */
export interface Estimate extends Amount {
  readonly agents: readonly AgentId[];
  /** Who would get it, for people. */
  readonly to: string;
}

/** Asks a person whether this may be spent. */
export type Approve = (estimate: Estimate) => Promise<boolean>;

/** What was spent in a span of time; local days. */
export interface Spent extends Amount {
  /** Requests that were answered by a model, at least in part. */
  readonly requests: number;
}

/** A limit and how far it is used. */
export interface BudgetUse {
  readonly name: LimitName;
  /** Absent for everybody together. */
  readonly agent?: AgentId;
  readonly limit: number;
  readonly used: number;
}

/** What models took, as of now. The local analyst takes nothing. */
export interface SpendReport {
  readonly day: Spent;
  readonly month: Spent;
  /** Who spent most this month first. */
  readonly agents: readonly { readonly agent: AgentId; readonly day: Spent; readonly month: Spent }[];
  /** Limits per day and month that are set. */
  readonly budgets: readonly BudgetUse[];
}
