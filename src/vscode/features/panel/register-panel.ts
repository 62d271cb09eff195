import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { views } from '../../../contributes/ids.ts';
import { PROTOCOL_VERSION, parseFromPanel, type ToPanel } from '../../../dashboard/panel/protocol.ts';
import { WeeError } from '../../../engine/errors.ts';
import { systemClock } from '../../../node/system-clock.ts';
import type { EngineHost } from '../../engine-host.ts';
import { pacedDraw } from '../../paced-draw.ts';
import { type WatchedIndex, watchIndex } from '../../watch-index.ts';
import { panelHtml } from './panel-html.ts';
import { runRequest } from './run-request.ts';

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
        strings: vscode.l10n.bundle ?? {},
      });
      let index: WatchedIndex | undefined;
      const drawing = pacedDraw(
        () => {
          index?.refresh();
          void view.webview.postMessage(message(host, index));
        },
        () => view.visible,
        systemClock,
      );
      const soon = (): void => drawing.soon();
      const parts = vscode.Disposable.from(
        drawing,
        host.onEngine((engine) => {
          const watched = watchIndex(engine, soon);
          index = watched;
          const listening = engine.onDidChange(soon);
          soon();
          return vscode.Disposable.from(watched, listening);
        }),
        view.webview.onDidReceiveMessage((value: unknown) => {
          const request = parseFromPanel(value)?.type;
          if (request === undefined) return;
          if (request === 'retry') host.retry();
          if (request === 'ready' || request === 'retry') soon();
          else runRequest(request);
        }),
        view.onDidChangeVisibility(soon),
        vscode.workspace.onDidChangeWorkspaceFolders(soon),
        vscode.workspace.onDidGrantWorkspaceTrust(soon),
        vscode.workspace.onDidChangeConfiguration((event) => {
          if (event.affectsConfiguration('wee')) soon();
        }),
      );
      view.onDidDispose(() => parts.dispose());
    },
  });
}

function message(host: EngineHost, index: WatchedIndex | undefined): ToPanel {
  try {
    const snapshot = host.engine().snapshot();
    return {
      version: PROTOCOL_VERSION,
      type: 'snapshot',
      snapshot,
      index: index?.view ?? { state: 'idle', files: 0, unparsed: 0, notices: [], bytes: 0 },
      folder: host.workspace.folders.all.length > 0,
      trusted: host.workspace.trusted,
      offline: vscode.workspace.getConfiguration('wee').get<boolean>('offline') === true,
    };
  } catch (thrown) {
    const { message: text, remedy } = WeeError.from(thrown);
    return { version: PROTOCOL_VERSION, type: 'failed', message: text, remedy };
  }
}
