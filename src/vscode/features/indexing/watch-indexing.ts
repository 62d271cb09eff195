import * as vscode from 'vscode';
import type { Engine } from '../../../engine/coordinator/engine.ts';
import type { IndexProgress } from '../../../engine/ports/context-source.ts';
import { type WatchedIndex, watchIndex } from '../../watch-index.ts';

/** ms that reading the workspace may take before it is worth a notification. */
const PATIENCE_MS = 1_500;

/** Shows progress while the text of the workspace is read, where that takes long; `onCancel` when the person stops it there. */
export function watchIndexing(engine: Engine, onCancel: () => void): WatchedIndex {
  let waiting: NodeJS.Timeout | undefined;
  let shown: { report(progress: IndexProgress): void; end(): void } | undefined;

  const end = (): void => {
    clearTimeout(waiting);
    waiting = undefined;
    shown?.end();
    shown = undefined;
  };

  const show = async (): Promise<void> => {
    if ((await engine.indexStatus()).state !== 'indexing' || waiting === undefined) return end();
    shown = notification(() => {
      end();
      onCancel();
    });
  };

  const watched = watchIndex(engine, () => {
    const { state, progress } = watched.view;
    if (state !== 'indexing' || progress === undefined) return end();
    waiting ??= setTimeout(() => void show().catch(end), PATIENCE_MS);
    shown?.report(progress);
  });
  return {
    get view() {
      return watched.view;
    },
    refresh: () => watched.refresh(),
    dispose() {
      watched.dispose();
      end();
    },
  };
}

function notification(onCancel: () => void): { report(progress: IndexProgress): void; end(): void } {
  let end = (): void => {};
  let report = (_: IndexProgress): void => {};
  const options = {
    location: vscode.ProgressLocation.Notification,
    cancellable: true,
    title: vscode.l10n.t('WEE reads this workspace'),
  };
  void vscode.window.withProgress(options, (progress, token) => {
    let percent = 0;
    report = ({ done, total }) => {
      if (total === 0) return;
      const now = Math.floor((done / total) * 100);
      progress.report({
        message: vscode.l10n.t('{0} of {1} files', done, total),
        increment: Math.max(0, now - percent),
      });
      percent = Math.max(percent, now);
    };
    token.onCancellationRequested(onCancel);
    return new Promise<void>((resolve) => {
      end = resolve;
    });
  });
  return { report: (progress) => report(progress), end: () => end() };
}
