import type { Amount, Price } from '../../domain/budget.ts';
import { costOf } from './cost-of.ts';

/** Tokens that an answer is expected to have, and by which what is put aside grows when it has more. */
export const EXPECTED_ANSWER_TOKENS = 500;
/** Characters of a token, about. */
const CHARS = 4;

/** Whose request it is, and where what it takes comes from. */
export interface Payer {
  /** Puts more aside. @throws WeeError `over-budget` where no more may be spent. */
  take(more: Amount): void;
  /** Adds what may be negative, and counts requests. */
  correct(change: Amount, requests: number): void;
}

/** What one request takes: put aside before it is sent, grown while it streams, corrected once when it ended. */
export class Charge {
  readonly #payer: Payer;
  readonly #prompt: number;
  readonly #price: Price | undefined;
  #answer = 0;
  #isOpen = true;
  #aside: Amount = { tokens: 0, cost: 0 };

  /** @param prompt tokens that are sent. */
  constructor(payer: Payer, prompt: number, price: Price | undefined) {
    this.#payer = payer;
    this.#prompt = prompt;
    this.#price = price;
  }

  /** @throws WeeError `over-budget`. */
  begin(): void {
    this.#aside = amount(this.#price, this.#prompt, EXPECTED_ANSWER_TOKENS);
    this.#payer.take(this.#aside);
  }

  /** The answer has this many characters by now. @throws WeeError `over-budget` where no more may be spent. */
  grow(chars: number): void {
    this.#answer = Math.ceil(chars / CHARS);
    while (this.#prompt + this.#answer > this.#aside.tokens) {
      const more = amount(this.#price, 0, EXPECTED_ANSWER_TOKENS);
      this.#payer.take(more);
      this.#aside = { tokens: this.#aside.tokens + more.tokens, cost: this.#aside.cost + more.cost };
    }
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
    this.#payer.correct({ tokens: tokens - this.#aside.tokens, cost: cost - this.#aside.cost }, requests);
  }
}

function amount(price: Price | undefined, prompt: number, answer: number): Amount {
  return { tokens: prompt + answer, cost: costOf(price, prompt, answer) };
}
