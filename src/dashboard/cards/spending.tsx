import type { BudgetUse, LimitName, SpendReport, Spent } from '../../engine/domain/budget.ts';
import { formatCost, formatCount } from '../format.ts';
import { t } from '../l10n.ts';

/** Agents shown; the engine names them with the costliest first. */
const AGENTS = 3;

/** What models took today and this month, in all workspaces together, and how far the budgets are used. */
export function Spending({ spend }: { readonly spend: SpendReport }) {
  const { day, month, agents, budgets } = spend;
  if (month.requests === 0 && budgets.length === 0) {
    return <p class="quiet">{t('No model took anything this month.')}</p>;
  }
  const rows = [
    { name: t('all'), day, month },
    ...agents.slice(0, AGENTS).map((spent) => ({ ...spent, name: `@${spent.agent}` })),
  ];
  return (
    <>
      <table>
        <caption>{t('Models took, in all workspaces')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('agent')}</th>
            <th scope="col">{t('today')}</th>
            <th scope="col">{t('this month')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name}>
              <th scope="row">{row.name}</th>
              <SpentCell spent={row.day} />
              <SpentCell spent={row.month} />
            </tr>
          ))}
        </tbody>
      </table>
      {budgets.map((budget) => (
        <BudgetBar key={`${budget.name} ${budget.agent ?? ''}`} budget={budget} />
      ))}
    </>
  );
}

function SpentCell({ spent: { tokens, cost, requests } }: { readonly spent: Spent }) {
  return (
    <td>
      {t('{0} tokens', formatCount(tokens))}
      {cost > 0 && `, ${formatCost(cost)}`} <small>{t('n = {0}', requests)}</small>
    </td>
  );
}

function BudgetBar({ budget: { name, agent, limit, used } }: { readonly budget: BudgetUse }) {
  const amount = name.endsWith('Cost') ? formatCost : formatCount;
  const whose = agent === undefined ? '' : ` @${agent}`;
  const label = `${budgetName(name)}${whose}: ${t('{0} of {1}', amount(used), amount(limit))}`;
  return (
    <p class="budget">
      {used >= limit && '▲ '}
      {label}
      <meter min={0} max={limit} value={Math.min(used, limit)} aria-label={label} />
    </p>
  );
}

function budgetName(name: LimitName): string {
  const names: Readonly<Record<LimitName, string>> = {
    questionTokens: t('Tokens of a question'),
    questionCost: t('Cost of a question'),
    dayTokens: t('Tokens today'),
    dayCost: t('Cost today'),
    monthTokens: t('Tokens this month'),
    monthCost: t('Cost this month'),
  };
  return names[name];
}
