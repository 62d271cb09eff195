import * as vscode from 'vscode';
import { WeeError } from '../engine/errors.ts';
import type { EngineHost } from './engine-host.ts';

/** Registers a command whose failure is shown with its remedy and a way to the log. A cancelled one just ends. */
export function onCommand(
  host: EngineHost,
  command: string,
  work: (...args: unknown[]) => Promise<unknown>,
): vscode.Disposable {
  return vscode.commands.registerCommand(command, (...args: unknown[]) =>
    work(...args).catch((thrown: unknown) => {
      const error = WeeError.from(thrown);
      if (error.code === 'cancelled') return;
      host.log.error(error.message, thrown);
      const showLog = vscode.l10n.t('Show Log');
      void vscode.window.showErrorMessage(`WEE: ${error.message} ${error.remedy}`, showLog).then((choice) => {
        if (choice === showLog) host.log.show();
      });
    }),
  );
}
