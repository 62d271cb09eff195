/** What the engine decided by itself, and why: a breaker that opened, lanes that were added, questions that moved. */
export interface Decision {
  /** ms since the epoch. */
  readonly at: number;
  /** What it is about: `openai/main`, `agents`, `memory`. */
  readonly subject: string;
  readonly action:
    | 'open'
    | 'half-open'
    | 'closed'
    | 'eject'
    | 'limit'
    | 'rebalance'
    | 'scale_up'
    | 'warmed_up'
    | 'scale_down'
    | 'added'
    | 'removed';
  /** One sentence for people, with the figures that led to it. */
  readonly reason: string;
}

/** Who is told of decisions. */
export type OnDecision = (decision: Omit<Decision, 'at'>) => void;
