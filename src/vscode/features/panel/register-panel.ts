import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { commands, views } from '../../../contributes.ts';
import { PROTOCOL_VERSION, parseFromPanel, type ToPanel } from '../../../dashboard/protocol.ts';
import { WeeError } from '../../../engine/errors.ts';
import type { EngineHost } from '../../engine-host.ts';
import { panelHtml } from './panel-html.ts';

/** ms between two redraws: at most two a second. */
const REDRAW_MS = 500;

/** The sidebar performance panel: the host keeps the data, the webview only draws, and nothing is sent while it is hidden. */
export function registerPanel(host: EngineHost, extensionUri: vscode.Uri): vscode.Disposable {
  return vscode.window.registerWebviewViewProvider(views.panel, {
    resolveWebviewView(view) {
      const dist = vscode.Uri.joinPath(extensionUri, 'dist');
      view.webview.options = { enableScripts: true, localResourceRoots: [dist] };
      view.webview.html = panelHtml({
        script: view.webview.asWebviewUri(vscode.Uri.joinPath(dist, 'dashboard.js')).toString(),
        style: view.webview.asWebviewUri(vscode.Uri.joinPath(dist, 'dashboard.css')).toString(),
        cspSource: view.webview.cspSource,
        nonce: randomBytes(16).toString('base64'),
        language: vscode.env.language,
      });
      let timer: NodeJS.Timeout | undefined;
      const draw = (): void => {
        clearTimeout(timer);
        timer = undefined;
        if (view.visible) void view.webview.postMessage(message(host));
      };
      const soon = (): void => {
        timer ??= setTimeout(draw, REDRAW_MS);
      };
      const listening = host.onEngine((engine) => {
        soon();
        return engine.onDidChange(soon);
      });
      const parts = [
        view.webview.onDidReceiveMessage((value: unknown) => {
          const type = parseFromPanel(value)?.type;
          if (type === 'retry') host.retry();
          if (type === 'ready' || type === 'retry') draw();
          if (type === 'ask') void vscode.commands.executeCommand(commands.ask);
        }),
        view.onDidChangeVisibility(draw),
        listening,
      ];
      view.onDidDispose(() => {
        clearTimeout(timer);
        vscode.Disposable.from(...parts).dispose();
      });
    },
  });
}

function message(host: EngineHost): ToPanel {
  try {
    const { folders, trusted } = host.workspace;
    return {
      version: PROTOCOL_VERSION,
      type: 'snapshot',
      snapshot: host.engine().snapshot(),
      folder: folders.all.length > 0,
      trusted,
    };
  } catch (thrown) {
    const { message: text, remedy } = WeeError.from(thrown);
    return { version: PROTOCOL_VERSION, type: 'failed', message: text, remedy };
  }
}
