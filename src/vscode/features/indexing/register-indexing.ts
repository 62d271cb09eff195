import * as vscode from 'vscode';
import { commands, contextKeys } from '../../../contributes/ids.ts';
import type { Engine } from '../../../engine/coordinator/engine.ts';
import type { EngineHost } from '../../engine-host.ts';
import { onCommand } from '../../on-command.ts';
import type { WatchedIndex } from '../../watch-index.ts';
import { watchIndexing } from './watch-indexing.ts';

/** Indexing as people see it: progress that can be cancelled where it takes long, and pausing and resuming it at any time. */
export function registerIndexing(host: EngineHost): vscode.Disposable {
  const setPaused = (paused: boolean): void => {
    void vscode.commands.executeCommand('setContext', contextKeys.indexPaused, paused);
  };

  let watched: WatchedIndex | undefined;

  async function pause(engine: Engine): Promise<void> {
    engine.pauseIndex();
    setPaused(true);
    watched?.refresh();
    const resume = vscode.l10n.t('Resume');
    const text = vscode.l10n.t('WEE: indexing is paused. Questions are answered from the files read so far.');
    if ((await vscode.window.showInformationMessage(text, resume)) === resume) goOn(engine);
  }

  function goOn(engine: Engine): void {
    engine.resumeIndex();
    setPaused(false);
  }

  return vscode.Disposable.from(
    onCommand(host, commands.pauseIndexing, async () => {
      // What follows is the person's choice, which may take as long as it likes.
      void pause(host.engine());
    }),
    onCommand(host, commands.resumeIndexing, async () => goOn(host.engine())),
    host.onEngine((engine) => {
      setPaused(false);
      watched = watchIndexing(engine, () => void pause(engine));
      return watched;
    }),
  );
}
