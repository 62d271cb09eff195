import * as vscode from 'vscode';
import type { AskEvent } from '../engine/domain/ask-event.ts';
import { tierName } from './tier-name.ts';

const number = new Intl.NumberFormat(vscode.env.language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** Where an answer came from and how long it took: `sherlock · disk cache · 3 ms`. */
export function describeAnswer({ answer, tier, trace }: Extract<AskEvent, { type: 'done' }>): string {
  const ms = trace.totalMs < 10 ? number.format(trace.totalMs) : Math.round(trace.totalMs).toString();
  return `${answer.agent} · ${tierName(tier)} · ${ms} ms`;
}
