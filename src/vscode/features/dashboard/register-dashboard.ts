import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { commands, views } from '../../../contributes/ids.ts';
import { parseFromTab, TAB_VERSION } from '../../../dashboard/tab/protocol.ts';
import { TabDesk, type Tell } from '../../../node/tab-desk.ts';
import type { EngineHost } from '../../engine-host.ts';
import { onCommand } from '../../on-command.ts';
import { panelHtml } from '../panel/panel-html.ts';
import { editorDoor } from './editor-door.ts';

/** ms between two messages that something changed. */
const CHANGED_MS = 1_000;

/** *WEE: Open Dashboard*: one editor tab, brought back after a reload. The host keeps the data, the page only draws. */
export function registerDashboard(host: EngineHost, extensionUri: vscode.Uri): vscode.Disposable {
  let open: vscode.WebviewPanel | undefined;
  const show = (panel: vscode.WebviewPanel): void => {
    open = panel;
    panel.onDidDispose(() => {
      if (open === panel) open = undefined;
    });
    fill(panel, host, extensionUri);
  };
  return vscode.Disposable.from(
    onCommand(host, commands.openDashboard, async () => {
      if (open === undefined)
        show(vscode.window.createWebviewPanel(views.dashboard, 'WEE', vscode.ViewColumn.Active, options(extensionUri)));
      else open.reveal();
    }),
    vscode.window.registerWebviewPanelSerializer(views.dashboard, {
      async deserializeWebviewPanel(panel) {
        panel.webview.options = options(extensionUri);
        if (open === undefined) show(panel);
        else panel.dispose();
      },
    }),
    new vscode.Disposable(() => open?.dispose()),
  );
}

function options(extensionUri: vscode.Uri): vscode.WebviewOptions {
  return { enableScripts: true, localResourceRoots: [vscode.Uri.joinPath(extensionUri, 'dist')] };
}

function fill(panel: vscode.WebviewPanel, host: EngineHost, extensionUri: vscode.Uri): void {
  const { webview } = panel;
  const dist = vscode.Uri.joinPath(extensionUri, 'dist');
  const icon = (theme: string) => vscode.Uri.joinPath(extensionUri, 'media', `tab-${theme}.svg`);
  panel.iconPath = { light: icon('light'), dark: icon('dark') };
  webview.html = panelHtml({
    script: webview.asWebviewUri(vscode.Uri.joinPath(dist, 'tab.js')).toString(),
    style: webview.asWebviewUri(vscode.Uri.joinPath(dist, 'tab.css')).toString(),
    cspSource: webview.cspSource,
    nonce: randomBytes(16).toString('base64'),
    language: vscode.env.language,
    strings: vscode.l10n.bundle ?? {},
  });
  const tell: Tell = (message) => void webview.postMessage({ version: TAB_VERSION, ...message });
  const desk = new TabDesk(editorDoor(host), tell);
  let timer: NodeJS.Timeout | undefined;
  const soon = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      // A page that is shown again begins anew and asks by itself.
      if (panel.visible) tell({ type: 'changed' });
    }, CHANGED_MS);
  };
  const parts = [
    webview.onDidReceiveMessage((value: unknown) => {
      const request = parseFromTab(value);
      if (request !== undefined) void desk.serve(request);
    }),
    host.onEngine((engine) => {
      soon();
      return engine.onDidChange(soon);
    }),
  ];
  panel.onDidDispose(() => {
    clearTimeout(timer);
    vscode.Disposable.from(...parts).dispose();
  });
}
