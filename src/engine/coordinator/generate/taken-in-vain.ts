import type { Amount } from '../../domain/budget.ts';
import type { Attempt } from '../../domain/trace.ts';
import { costOf } from '../budget/cost-of.ts';
import type { Pools } from '../pools/pools.ts';

/** What requests took that others outran: their prompts. */
export function takenInVain(attempts: readonly Attempt[], promptTokens: number, pools: Pools): Amount {
  let tokens = 0;
  let cost = 0;
  for (const { outcome, instance } of attempts) {
    if (outcome !== 'outrun') continue;
    tokens += promptTokens;
    cost += costOf(pools.priceOf(instance), promptTokens, 0);
  }
  return { tokens, cost };
}
