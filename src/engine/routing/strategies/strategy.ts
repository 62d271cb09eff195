import type { Random } from '../../ports/random.ts';

/** The four ways to choose among instances. */
export const strategyNames = [
  'round_robin',
  'least_connections',
  'weighted_response_time',
  'agent_specialization',
] as const;

export type StrategyName = (typeof strategyNames)[number];

/** What a strategy looks at in an instance. */
export interface Candidate {
  readonly id: string;
  readonly inFlight: number;
  /** Questions that it takes at once, as of now. */
  readonly limit: number;
  readonly weight: number;
  /** Agents and topics that it is good at, lower case. */
  readonly specialties: readonly string[];
  /** Expected ms to the first token; 0 while nothing is known. */
  latency(now: number): number;
}

/** What a strategy looks at in a question. */
export interface Asked {
  readonly agent: string;
  /** Words of the question, lower case, among which specialties are looked for. */
  readonly words: string;
}

export interface Circumstances {
  /** ms, monotonic. */
  readonly now: number;
  readonly random: Random;
}

/** The chosen one and why, for the trace. */
export interface Choice<T> {
  readonly chosen: T;
  readonly why: string;
}

/** How full an instance is, of its own limit. */
export function share({ inFlight, limit }: Pick<Candidate, 'inFlight' | 'limit'>): number {
  return inFlight / limit;
}
