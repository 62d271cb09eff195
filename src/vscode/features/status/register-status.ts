import * as vscode from 'vscode';
import { commands } from '../../../contributes/ids.ts';
import type { Engine } from '../../../engine/coordinator/engine.ts';
import type { EngineHost } from '../../engine-host.ts';
import { watchIndex } from '../../watch-index.ts';
import { describeFailure, describeStatus, type StatusText } from './describe-status.ts';

/** ms between two redraws. */
const REDRAW_MS = 500;
/** What the tooltip links to. */
const LINKED = [commands.ask, commands.openPanel, commands.doctor] as const;

/** One short item; its tooltip has the figures, a click opens the panel. It stands out only when something is missing. */
export function registerStatus(host: EngineHost): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('wee.status', vscode.StatusBarAlignment.Right, 50);
  item.name = 'WEE';
  item.command = commands.openPanel;
  item.text = '$(sparkle) WEE';
  item.show();
  const show = ({ text, spoken, lines, alert }: StatusText): void => {
    item.text = text;
    item.accessibilityInformation = { label: spoken };
    item.tooltip = tooltip(lines);
    item.backgroundColor = alert ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
  };

  const follow = (engine: Engine): vscode.Disposable => {
    let timer: NodeJS.Timeout | undefined;
    const soon = (): void => {
      timer ??= setTimeout(draw, REDRAW_MS);
    };
    const index = watchIndex(engine, soon);
    function draw(): void {
      timer = undefined;
      show(describeStatus(engine.snapshot(), index.view, vscode.l10n.t));
    }
    const listening = engine.onDidChange(soon);
    // What the item shows is of another engine, or of none.
    soon();
    return new vscode.Disposable(() => {
      clearTimeout(timer);
      listening.dispose();
      index.dispose();
    });
  };
  return vscode.Disposable.from(
    host.onEngine(follow),
    host.onFailure((error) => show(describeFailure(error, vscode.l10n.t))),
    item,
  );
}

function tooltip(lines: readonly string[]): vscode.MarkdownString {
  const text = new vscode.MarkdownString('**WEE**\n\n', true);
  text.isTrusted = { enabledCommands: LINKED };
  for (const line of lines) text.appendMarkdown('- ').appendText(line).appendMarkdown('\n');
  const links = [
    [commands.ask, vscode.l10n.t('Ask WEE')],
    [commands.openPanel, vscode.l10n.t('Open Panel')],
    [commands.doctor, vscode.l10n.t('Run Doctor')],
  ];
  return text.appendMarkdown(`\n\n${links.map(([command, title]) => `[${title}](command:${command})`).join(' · ')}`);
}
