import type { AgentId } from '../../domain/agent.ts';
import {
  type Amount,
  type BudgetLimits,
  type BudgetSettings,
  type BudgetUse,
  limitNames,
} from '../../domain/budget.ts';
import type { Spending } from './sum-spending.ts';

const NOTHING: Amount = { tokens: 0, cost: 0 };

/**
 * Every limit that is set and how far it is used, those of everybody first.
 * @param question what the question itself has taken so far; without it limits per question are left out.
 * @param only limits that hold for this agent; without it those of all.
 */
export function budgetUses(
  { limits, agents }: BudgetSettings,
  spending: Spending,
  question?: Amount,
  only?: AgentId,
): readonly BudgetUse[] {
  const uses = (
    all: BudgetLimits,
    of: { readonly day: Amount; readonly month: Amount },
    agent?: AgentId,
  ): BudgetUse[] =>
    limitNames.flatMap((name) => {
      const limit = all[name] ?? 0;
      const span = name.startsWith('day') ? of.day : name.startsWith('month') ? of.month : question;
      if (limit <= 0 || span === undefined) return [];
      const used = name.endsWith('Cost') ? span.cost : span.tokens;
      return [{ name, limit, used, ...(agent !== undefined && { agent }) }];
    });
  const own = Object.entries(agents).filter(([agent]) => only === undefined || agent === only);
  return [
    ...uses(limits, spending),
    ...own.flatMap(([agent, all]) => uses(all, spending.agents.get(agent) ?? { day: NOTHING, month: NOTHING }, agent)),
  ];
}
