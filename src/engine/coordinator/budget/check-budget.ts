import type { AgentId } from '../../domain/agent.ts';
import type { SpendReport } from '../../domain/budget.ts';
import type { DoctorCheck } from '../../domain/doctor-check.ts';
import type { EngineSettings } from '../../domain/settings.ts';
import { formatNumber } from '../../text/format-number.ts';
import { describeAmount, describeCost } from './describe-amount.ts';

/**
 * What models took and what they may take; nothing where neither a budget is set nor anything was spent.
 * @param known who may have limits of their own here.
 */
export function checkBudget(
  { day, month, budgets }: SpendReport,
  { budget }: EngineSettings,
  known: readonly AgentId[],
): readonly DoctorCheck[] {
  if (budgets.length === 0 && month.requests === 0) return [];
  const uses = budgets.map(({ name, agent, limit, used }) => {
    const figure = (value: number): string => (name.endsWith('Cost') ? describeCost(value) : formatNumber(value));
    // A budget holds in all workspaces, whose agents differ: that nobody has its name here may be meant, or a slip of the pen.
    const whose = agent === undefined ? '' : `@${agent}${known.includes(agent) ? '' : ' (nobody here has that name)'} `;
    return `${whose}${name} ${figure(used)} of ${figure(limit)}`;
  });
  const over = budgets.filter(({ limit, used }) => used >= limit);
  const all = over.filter(({ agent }) => agent === undefined);
  const met = all.length > 0 ? all : over;
  const whose = all.length > 0 ? 'to a model' : `to ${[...new Set(met.map(({ agent }) => `@${agent}`))].join(', ')}`;
  const until = met.some(({ name }) => name.startsWith('month')) ? 'next month' : 'tomorrow';
  return [
    {
      name: 'Budget',
      ok: over.length === 0,
      detail: [`Models took ${describeAmount(day)} today and ${describeAmount(month)} this month`, ...uses].join('; '),
      remedy:
        over.length > 0
          ? `Questions ${whose} ${budget.over === 'local' ? 'get the local analysis' : 'are refused'} until ${until}; raise the limit under wee.budget to go on.`
          : '',
    },
  ];
}
