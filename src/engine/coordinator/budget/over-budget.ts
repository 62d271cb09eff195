import type { Amount, BudgetUse } from '../../domain/budget.ts';
import { WeeError } from '../../errors.ts';
import { formatNumber } from '../../text/format-number.ts';
import { describeCost } from './describe-amount.ts';

/** Where an amount would go past a limit: the failure that says so. */
export function overBudget(uses: readonly BudgetUse[], more: Amount): WeeError | undefined {
  const broken = uses.find(({ name, limit, used }) => used + (name.endsWith('Cost') ? more.cost : more.tokens) > limit);
  if (broken === undefined) return undefined;
  const { name, agent, limit, used } = broken;
  const isCost = name.endsWith('Cost');
  const figure = (amount: number): string => (isCost ? describeCost(amount) : `${formatNumber(amount)} tokens`);
  const span = name.startsWith('day') ? 'of today' : name.startsWith('month') ? 'of this month' : 'of one question';
  const whose = agent === undefined ? 'The budget' : `The budget of @${agent}`;
  const setting = agent === undefined ? `wee.budget.${name}` : `${name} of ${agent} in wee.budget.agents`;
  return new WeeError(
    'over-budget',
    `${whose} ${span} is ${figure(limit)}: ${used === 0 ? '' : `${figure(used)} are used, and `}this takes about ${figure(isCost ? more.cost : more.tokens)}${used === 0 ? '' : ' more'}.`,
    `Raise ${setting}, ask something narrower, or ask the local analysis (wee.pool “local”).`,
  );
}
