import type { AgentId } from '../../domain/agent.ts';
import type { Spent } from '../../domain/budget.ts';
import type { SpendRow } from '../../ports/spend-store.ts';

type Sum = { -readonly [K in keyof Spent]: Spent[K] };

/** What was spent today and this month, by everybody and by each. */
export interface Spending {
  readonly day: Spent;
  readonly month: Spent;
  readonly agents: ReadonlyMap<AgentId, { readonly day: Spent; readonly month: Spent }>;
}

/** @param rows of this month, also several of one day and agent. */
export function sumSpending(rows: readonly SpendRow[], today: string): Spending {
  const all = { day: nothing(), month: nothing() };
  const agents = new Map<AgentId, { readonly day: Sum; readonly month: Sum }>();
  for (const row of rows) {
    const own = agents.get(row.agent) ?? { day: nothing(), month: nothing() };
    agents.set(row.agent, own);
    for (const { day, month } of [all, own]) {
      add(month, row);
      if (row.day === today) add(day, row);
    }
  }
  return { ...all, agents };
}

function nothing(): Sum {
  return { tokens: 0, cost: 0, requests: 0 };
}

function add(sum: Sum, { tokens, cost, requests }: Spent): void {
  sum.tokens += tokens;
  sum.cost += cost;
  sum.requests += requests;
}
