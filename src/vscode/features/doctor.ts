import * as vscode from 'vscode';
import { commands } from '../../contributes/ids.ts';
import type { Engine } from '../../engine/coordinator/engine.ts';
import type { EngineHost } from '../engine-host.ts';
import { onCommand } from '../on-command.ts';

const SCHEME = 'wee-doctor';
const REPORT = vscode.Uri.from({ scheme: SCHEME, path: '/WEE Doctor.md' });

/** `WEE: Doctor`: what works, what does not, what to do; a read-only preview, made anew each time. */
export function registerDoctor(host: EngineHost): vscode.Disposable {
  const anew = new vscode.EventEmitter<vscode.Uri>();
  return vscode.Disposable.from(
    anew,
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      onDidChange: anew.event,
      provideTextDocumentContent: () => report(host.engine()),
    }),
    onCommand(host, commands.doctor, async () => {
      // Says by itself why the engine could not start, if so.
      host.engine();
      anew.fire(REPORT);
      await vscode.commands.executeCommand('markdown.showPreview', REPORT);
    }),
  );
}

async function report(engine: Engine): Promise<string> {
  const rows = (await engine.doctor()).map(
    ({ ok, name, detail, remedy }) => `- ${ok ? '✓' : '✗'} **${name}**: ${detail}${ok ? '' : `  \n  → ${remedy}`}`,
  );
  return `# WEE: Doctor\n\n${rows.join('\n')}\n`;
}
