import type { DoctorCheck } from '../../domain/doctor-check.ts';
import type { EngineSettings } from '../../domain/settings.ts';

/** Limits of money hold for nobody who has no price. @param unpriced who answers questions and has none, as people know them. */
export function checkPrices(
  unpriced: readonly string[],
  { budget, instances }: EngineSettings,
): readonly DoctorCheck[] {
  const limits = [
    ...moneyOf(budget.limits),
    ...Object.entries(budget.agents).flatMap(([agent, own]) => moneyOf(own).map((name) => `@${agent} ${name}`)),
    ...(budget.approve.cost > 0 ? ['approveCost'] : []),
  ];
  const [first] = unpriced;
  if (limits.length === 0 || first === undefined) return [];
  const who = unpriced.length > 1 ? `${first} and ${unpriced.length - 1} more have` : `${first} has`;
  const elsewhere = instances.length === 0 ? ', in place of wee.openai or a model of the chat view' : '';
  return [
    {
      name: 'Prices',
      ok: false,
      detail: `${who} no price, and what has none counts as free: ${limits.join(', ')} cannot hold there.`,
      remedy: `Describe it in wee.instances with its price (input and output, per million tokens; 0 where it is free)${elsewhere}, or limit tokens instead.`,
    },
  ];
}

function moneyOf(limits: EngineSettings['budget']['limits']): readonly string[] {
  return Object.entries(limits).flatMap(([name, limit]) => (name.endsWith('Cost') && limit > 0 ? [name] : []));
}
