import * as vscode from 'vscode';
import { commands } from '../../../contributes/ids.ts';
import type { CacheFilter } from '../../../engine/domain/cache-entry.ts';
import { WeeError } from '../../../engine/errors.ts';
import type { TabDoor } from '../../../node/tab-desk.ts';
import type { EngineHost } from '../../engine-host.ts';

/** What the dashboard asks of the editor. */
export function editorDoor(host: EngineHost): TabDoor {
  return {
    engine: () => host.engine(),
    using: (work) => host.using(work),
    figures: async () => host.engine().snapshot(),
    confirm,
    async open(path, line) {
      const uri = host.workspace.uri(path);
      if (uri === undefined)
        throw new WeeError(
          'internal',
          vscode.l10n.t('{0} is not in this workspace.', path),
          vscode.l10n.t('Open its folder first.'),
        );
      const selection = new vscode.Range(line - 1, 0, line - 1, 0);
      await vscode.window.showTextDocument(uri, { selection, viewColumn: vscode.ViewColumn.Beside });
    },
    async reveal(path) {
      await vscode.commands.executeCommand('revealFileInOS', vscode.Uri.file(path));
    },
    async ask() {
      await vscode.commands.executeCommand(commands.ask);
    },
    retry: () => host.retry(),
    log: (message, error) => host.log.error(message, error),
  };
}

async function confirm(filter: CacheFilter, length: number): Promise<boolean> {
  const remove = vscode.l10n.t('Remove');
  const { agent, file, text } = filter;
  const which = [
    ...(agent === undefined ? [] : [`@${agent}`]),
    ...(file === undefined ? [] : [file]),
    ...(text === undefined ? [] : [`“${text}”`]),
  ].join(', ');
  const title =
    which === ''
      ? vscode.l10n.t('Remove all {0} cached answers?', length)
      : vscode.l10n.t('Remove {0} cached answers ({1})?', length, which);
  const detail = vscode.l10n.t('They would have to be made anew. This cannot be undone.');
  return (await vscode.window.showWarningMessage(title, { modal: true, detail }, remove)) === remove;
}
