import type { AgentId } from '../../domain/agent.ts';
import type { Amount, Price } from '../../domain/budget.ts';
import type { SpendRow } from '../../ports/spend-store.ts';
import type { Account } from './account.ts';
import { costOf } from './cost-of.ts';

/** Tokens that an answer is expected to have, and by which what is put aside grows when it has more. */
export const EXPECTED_ANSWER_TOKENS = 500;
/** Characters of a token, about. */
const CHARS = 4;

/** Where a charge is booked. */
export interface Ledger {
  /** @throws WeeError `over-budget` where that much more would go past a limit. */
  check(agent: AgentId, account: Account, more: Amount): void;
  /** Takes note of what was spent, or given back. */
  book(row: SpendRow): void;
  /** Runs `work`, which checks and books, while nobody else does. */
  alone(work: () => void): void;
}

/** Whose request it is. A correction belongs to the day on which it was put aside. */
export interface Payer {
  readonly agent: AgentId;
  readonly account: Account;
  readonly day: string;
}

/**
 * What one request takes: put aside before it is sent, grown while it streams, corrected once when it ended. Where nothing is limited,
 * it counts when it ended: until then nobody needs to know.
 */
export class Charge {
  readonly #ledger: Ledger;
  readonly #agent: AgentId;
  readonly #account: Account;
  readonly #day: string;
  readonly #prompt: number;
  readonly #price: Price | undefined;
  readonly #limited: boolean;
  #answer = 0;
  #isOpen = true;
  #asideTokens = 0;
  #asideCost = 0;

  /** @param prompt tokens that are sent. @param limited whether a limit may be met. */
  constructor(
    ledger: Ledger,
    { agent, account, day }: Payer,
    prompt: number,
    price: Price | undefined,
    limited: boolean,
  ) {
    this.#ledger = ledger;
    this.#agent = agent;
    this.#account = account;
    this.#day = day;
    this.#prompt = prompt;
    this.#price = price;
    this.#limited = limited;
  }

  /** @throws WeeError `over-budget`. */
  begin(): void {
    if (this.#limited) this.#take(this.#prompt, EXPECTED_ANSWER_TOKENS);
  }

  /** The answer has this many characters by now. @throws WeeError `over-budget` where no more may be spent. */
  grow(chars: number): void {
    this.#answer = Math.ceil(chars / CHARS);
    while (this.#limited && this.#prompt + this.#answer > this.#asideTokens) this.#take(0, EXPECTED_ANSWER_TOKENS);
  }

  /** It was answered: what that took at the instance that did, and what others took that were asked in vain. */
  settle(prompt: number, answer: number, price: Price | undefined, besides: Amount): void {
    const { tokens, cost } = amount(price, prompt, answer);
    this.#end({ tokens: tokens + besides.tokens, cost: cost + besides.cost }, 1);
  }

  /** It ended half way: what was sent and came counts. */
  keep(): void {
    this.#end(amount(this.#price, this.#prompt, this.#answer), 1);
  }

  /** Nobody took it. */
  refund(): void {
    this.#end({ tokens: 0, cost: 0 }, 0);
  }

  #end({ tokens, cost }: Amount, requests: number): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    if (!this.#limited && requests === 0) return;
    this.#book(tokens - this.#asideTokens, cost - this.#asideCost, requests);
  }

  #take(prompt: number, answer: number): void {
    const more = amount(this.#price, prompt, answer);
    this.#ledger.alone(() => {
      this.#ledger.check(this.#agent, this.#account, more);
      this.#book(more.tokens, more.cost, 0);
    });
    this.#asideTokens += more.tokens;
    this.#asideCost += more.cost;
  }

  #book(tokens: number, cost: number, requests: number): void {
    this.#account.tokens += tokens;
    this.#account.cost += cost;
    this.#ledger.book({ day: this.#day, agent: this.#agent, tokens, cost, requests });
  }
}

function amount(price: Price | undefined, prompt: number, answer: number): Amount {
  return { tokens: prompt + answer, cost: costOf(price, prompt, answer) };
}
