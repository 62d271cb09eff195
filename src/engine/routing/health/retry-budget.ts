/** What a question adds to the budget, and what it holds at the start and at the most. */
const DEPOSIT = 0.2;
const RESERVE = 10;

/**
 * Bounds retries to a fifth of the questions plus a small reserve (Finagle's retry budget): an endpoint in trouble is not
 * buried under the retries of everyone.
 */
export class RetryBudget {
  readonly #deposit: number;
  readonly #most: number;
  #balance: number;

  constructor(deposit = DEPOSIT, reserve = RESERVE) {
    this.#deposit = deposit;
    this.#most = reserve;
    this.#balance = reserve;
  }

  /** A question begins. */
  deposit(): void {
    this.#balance = Math.min(this.#most, this.#balance + this.#deposit);
  }

  /** Whether `spend` would succeed. */
  get affordable(): boolean {
    return this.#balance >= 1;
  }

  /** Takes one retry; false when the budget is spent. */
  spend(): boolean {
    if (this.#balance < 1) return false;
    this.#balance--;
    return true;
  }
}
