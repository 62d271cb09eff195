import { basename, dirname } from 'node:path';
import * as vscode from 'vscode';

/** Watches single files, inside the workspace or not, there or not yet; `watch` takes the place of what was watched before. */
export interface PlacesWatch extends vscode.Disposable {
  watch(paths: readonly string[]): void;
}

export function createPlacesWatch(onChange: () => void): PlacesWatch {
  let watchers: vscode.Disposable[] = [];
  const dispose = (): void => {
    for (const watcher of watchers) watcher.dispose();
    watchers = [];
  };
  return {
    watch(paths) {
      dispose();
      watchers = paths.flatMap((path) => {
        // A name alone, so that the editor watches the folder and not all that is in it.
        const pattern = new vscode.RelativePattern(vscode.Uri.file(dirname(path)), basename(path));
        const watcher = vscode.workspace.createFileSystemWatcher(pattern);
        return [watcher, watcher.onDidChange(onChange), watcher.onDidCreate(onChange), watcher.onDidDelete(onChange)];
      });
    },
    dispose,
  };
}
