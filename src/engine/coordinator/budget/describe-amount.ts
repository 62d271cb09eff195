import type { Amount } from '../../domain/budget.ts';
import { formatNumber } from '../../text/format-number.ts';

/** `16,500 tokens`, with what they cost where that is known: `16,500 tokens (0.052)`. */
export function describeAmount({ tokens, cost }: Amount): string {
  const counted = `${formatNumber(tokens)} tokens`;
  return cost === 0 ? counted : `${counted} (${describeCost(cost)})`;
}

/** Money in the currency of the prices: three digits that count, two decimals at least. */
export function describeCost(cost: number): string {
  const decimals = cost === 0 ? 2 : Math.min(8, Math.max(2, 2 - Math.floor(Math.log10(Math.abs(cost)))));
  // Zeros at the end say nothing, past the second decimal.
  return formatNumber(cost, decimals).replace(/(\.\d\d\d*?)0+$/, '$1');
}
