import type { Amount, Approve, Estimate } from '../../domain/budget.ts';
import { cancelled, WeeError } from '../../errors.ts';
import { untilAborted } from '../generate/until-aborted.ts';
import { describeAmount } from './describe-amount.ts';

/** Whether so much is sent only when a person agrees. */
export function needsApproval({ tokens, cost }: Amount, threshold: Amount): boolean {
  return (threshold.tokens > 0 && tokens > threshold.tokens) || (threshold.cost > 0 && cost > threshold.cost);
}

/**
 * Lets a person decide where an estimate is above what goes without asking.
 * @throws WeeError `needs-approval` where nobody can be asked, `cancelled` when they declined.
 */
export async function askApproval(
  estimate: Estimate,
  threshold: Amount,
  approve: Approve | undefined,
  signal: AbortSignal,
): Promise<void> {
  if (!needsApproval(estimate, threshold)) return;
  if (approve === undefined) {
    throw new WeeError(
      'needs-approval',
      `This would send about ${describeAmount(estimate)} to ${estimate.to}, which needs your approval.`,
      'Ask it again with --yes, ask something narrower, or raise wee.budget.approveTokens or approveCost.',
    );
  }
  if (!(await untilAborted(approve(estimate), signal))) throw cancelled();
}
