import type { Price } from '../../domain/budget.ts';

/** What a request costs; nothing without a price. */
export function costOf(price: Price | undefined, prompt: number, answer: number): number {
  return price === undefined ? 0 : (prompt * price.input + answer * price.output) / 1e6;
}
