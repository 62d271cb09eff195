import * as vscode from 'vscode';
import type { Tier } from '../engine/domain/answer.ts';

/** Where an answer came from, for people: `new`, `disk cache`. */
export function tierName(tier: Tier): string {
  const names: Readonly<Record<Tier, string>> = {
    none: vscode.l10n.t('new'),
    memory: vscode.l10n.t('memory cache'),
    shared: vscode.l10n.t('shared cache'),
    disk: vscode.l10n.t('disk cache'),
  };
  return names[tier];
}
