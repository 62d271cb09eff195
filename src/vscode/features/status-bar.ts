import * as vscode from 'vscode';
import { commands } from '../../contributes.ts';
import type { Engine } from '../../engine/coordinator/engine.ts';
import type { EngineHost } from '../engine-host.ts';

/** ms between two redraws. */
const REDRAW_MS = 500;

/** One short item; its tooltip has the figures, a click opens the panel. Orange only when something is missing. */
export function registerStatusBar(host: EngineHost): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('wee.status', vscode.StatusBarAlignment.Right, 50);
  item.name = 'WEE';
  item.command = commands.openPanel;
  item.text = '$(sparkle) WEE';
  item.show();
  let timer: NodeJS.Timeout | undefined;
  const draw = (engine: Engine): void => {
    timer = undefined;
    const { asked, hits, hit, notices } = engine.snapshot();
    const rate = asked === 0 ? 0 : Math.round((hits / asked) * 100);
    item.text = asked === 0 ? '$(sparkle) WEE' : `$(sparkle) WEE ${rate}%`;
    item.accessibilityInformation = { label: vscode.l10n.t('WEE: {0} questions, hit rate {1} percent', asked, rate) };
    const lines = [
      vscode.l10n.t('{0} questions, {1}% from cache', asked, rate),
      vscode.l10n.t('hit p95 {0} ms (n = {1})', hit.p95.toFixed(2), hit.count),
      ...notices,
    ];
    item.tooltip = new vscode.MarkdownString(`**WEE**\n\n${lines.map((line) => `- ${line}`).join('\n')}`);
    item.backgroundColor = notices.length > 0 ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
  };
  const listening = host.onEngine((engine) =>
    engine.onDidChange(() => {
      timer ??= setTimeout(() => draw(engine), REDRAW_MS);
    }),
  );
  return new vscode.Disposable(() => {
    clearTimeout(timer);
    listening.dispose();
    item.dispose();
  });
}
