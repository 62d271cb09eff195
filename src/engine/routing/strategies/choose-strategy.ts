import type { Priority } from '../../domain/question.ts';
import type { StrategyName } from './strategy.ts';

/** Complexity above which a specialist is looked for. */
const COMPLEX = 7;

/**
 * The rule: a complex question goes by specialty, an urgent one by response time, all others by least
 * connections. A setting pins one strategy for all.
 */
export function chooseStrategy(
  pinned: StrategyName | 'auto',
  { complexity, priority }: { readonly complexity: number; readonly priority: Priority },
): { readonly strategy: StrategyName; readonly why: string } {
  if (pinned !== 'auto') return { strategy: pinned, why: 'pinned by setting' };
  if (complexity > COMPLEX) return { strategy: 'agent_specialization', why: `complexity ${complexity} of 10` };
  if (priority === 'high') return { strategy: 'weighted_response_time', why: 'high priority' };
  return { strategy: 'least_connections', why: 'default' };
}
