import * as vscode from 'vscode';
import { describeCost } from '../engine/coordinator/budget/describe-amount.ts';
import type { AskEvent } from '../engine/domain/ask-event.ts';
import { tierName } from './tier-name.ts';

/** Where an answer came from, how long it took and what it cost: `sherlock · disk cache · 3 ms`, `sherlock · new · 900 ms · 0.0012`. */
export function describeAnswer({ answer, tier, trace }: Extract<AskEvent, { type: 'done' }>): string {
  const cost = trace.cost === undefined ? '' : ` · ${describeCost(trace.cost)}`;
  return `${answer.agent} · ${tierName(tier)} · ${duration(trace.totalMs)}${cost}`;
}

/** Tenths where they count. Without `Intl`, which would take some 12 ms of this thread at its first use. */
function duration(ms: number): string {
  if (ms >= 10) return vscode.l10n.t('{0} ms', Math.round(ms));
  const [whole = '', tenths = ''] = ms.toFixed(1).split('.');
  return vscode.l10n.t('{0}.{1} ms', whole, tenths);
}
