import * as vscode from 'vscode';
import { describeCost } from '../engine/coordinator/budget/describe-amount.ts';
import type { AskEvent } from '../engine/domain/ask-event.ts';
import { tierName } from './tier-name.ts';

const number = new Intl.NumberFormat(vscode.env.language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** Where an answer came from, how long it took and what it cost: `sherlock · disk cache · 3 ms`, `sherlock · new · 900 ms · 0.0012`. */
export function describeAnswer({ answer, tier, trace }: Extract<AskEvent, { type: 'done' }>): string {
  const ms = trace.totalMs < 10 ? number.format(trace.totalMs) : Math.round(trace.totalMs).toString();
  const cost = trace.cost === undefined ? '' : ` · ${describeCost(trace.cost)}`;
  return `${answer.agent} · ${tierName(tier)} · ${ms} ms${cost}`;
}
