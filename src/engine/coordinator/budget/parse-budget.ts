import * as v from 'valibot';
import { type BudgetLimits, type BudgetSettings, limitNames } from '../../domain/budget.ts';
import { defaultSettings } from '../../domain/settings.ts';
import { limits } from '../../limits.ts';

const figure = v.pipe(v.number(), v.finite(), v.minValue(0));
const over = v.picklist(['refuse', 'local']);

/** A budget as people write it, with the names that the settings have: what makes no sense is left out and named. */
export function parseBudget(value: unknown): { readonly budget: BudgetSettings; readonly faults: readonly string[] } {
  const faults: string[] = [];
  const { budget: usual } = defaultSettings;
  const parsed = v.safeParse(v.record(v.string(), v.unknown()), value ?? {});
  if (!parsed.success) return { budget: usual, faults: ['The budget is not an object.'] };
  const { agents, over: then, approveTokens, approveCost, ...rest } = parsed.output;
  const one = (name: string, given: unknown): number => {
    if (given === undefined) return 0;
    const read = v.safeParse(figure, given);
    if (!read.success) faults.push(`The budget's ${name} is not a number of at least 0.`);
    return read.success ? read.output : 0;
  };
  const limitsOf = (given: Record<string, unknown>, whose = ''): BudgetLimits => {
    for (const name of Object.keys(given))
      if (!limitNames.some((known) => known === name))
        faults.push(`The budget has no “${whose}${name.slice(0, 40)}”: its limits are ${limitNames.join(', ')}.`);
    return Object.fromEntries(
      limitNames.filter((name) => given[name] !== undefined).map((name) => [name, one(`${whose}${name}`, given[name])]),
    );
  };
  const own = v.safeParse(v.record(v.string(), v.record(v.string(), v.unknown())), agents ?? {});
  if (!own.success) faults.push('The budget\'s agents are not an object such as {"sherlock": {"dayTokens": 100000}}.');
  const each = Object.entries(own.success ? own.output : {});
  if (each.length > limits.budgetAgents) faults.push(`The budget names more than ${limits.budgetAgents} agents.`);
  const ending = v.safeParse(v.optional(over, usual.over), then);
  if (!ending.success) faults.push("The budget's “over” is neither “refuse” nor “local”.");
  return {
    budget: {
      limits: limitsOf(rest),
      agents: Object.fromEntries(
        each
          .slice(0, limits.budgetAgents)
          .map(([agent, given]) => [agent.replace(/^@/, '').toLowerCase(), limitsOf(given, `${agent.slice(0, 40)}.`)]),
      ),
      approve: { tokens: one('approveTokens', approveTokens), cost: one('approveCost', approveCost) },
      over: ending.success ? ending.output : usual.over,
    },
    faults,
  };
}
