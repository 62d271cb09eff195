import * as vscode from 'vscode';
import { describeAmount } from '../engine/coordinator/budget/describe-amount.ts';
import type { Approve } from '../engine/domain/budget.ts';

/** Asks in a dialog before much is spent. */
export const askApproval: Approve = async (estimate) => {
  const send = vscode.l10n.t('Send');
  const choice = await vscode.window.showWarningMessage(
    vscode.l10n.t('Send about {0} to {1}?', describeAmount(estimate), estimate.to),
    {
      modal: true,
      detail: vscode.l10n.t(
        'For {0}. An estimate: the setting wee.budget.approveTokens or approveCost asks before that much is sent.',
        estimate.agents.map((agent) => `@${agent}`).join(', '),
      ),
    },
    send,
  );
  return choice === send;
};
