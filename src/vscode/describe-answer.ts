import * as vscode from 'vscode';
import type { AskEvent } from '../engine/domain/ask-event.ts';

/** Where an answer came from and how long it took: `sherlock · disk cache · 3 ms`. */
export function describeAnswer({ answer, tier, trace }: Extract<AskEvent, { type: 'done' }>): string {
  const from = tier === 'none' ? vscode.l10n.t('new') : vscode.l10n.t('{0} cache', tier);
  const ms = trace.totalMs < 10 ? trace.totalMs.toFixed(1) : Math.round(trace.totalMs).toString();
  return `${answer.agent} · ${from} · ${ms} ms`;
}
