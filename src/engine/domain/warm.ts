/** What asking ahead may cost. */
export interface WarmBudget {
  readonly questions: number;
  /** Whole time, ms. */
  readonly ms: number;
  /** Tokens sent and received, estimated where a backend does not tell. */
  readonly tokens: number;
  /** Money, in the currency of the prices that are set for the instances; remote backends are left out while it is 0. */
  readonly cost: number;
}

export interface WarmReport {
  /** Questions looked at. */
  readonly looked: number;
  /** Answers that were at hand already. */
  readonly fresh: number;
  readonly answered: number;
  readonly failed: number;
  readonly ms: number;
  readonly tokens: number;
  readonly cost: number;
  /** Why it ended: `done`, `a person asked`, `no time left`, … */
  readonly ended: string;
}
