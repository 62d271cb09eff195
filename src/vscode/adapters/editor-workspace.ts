import { relative, sep } from 'node:path';
import * as vscode from 'vscode';
import { limits } from '../../engine/limits.ts';
import type { Workspace } from '../../engine/ports/workspace.ts';
import type { WorkerContext } from '../../node/worker-context.ts';
import { affectsExcludes } from './editor-excludes.ts';
import { createPlacesWatch } from './watch-places.ts';

/** The first workspace folder, followed: every change raises the generation and reaches the index before the next question. */
export interface EditorWorkspace extends Workspace, vscode.Disposable {
  /** From now on this index hears of changes, and no other. */
  connect(context: WorkerContext): void;
  /** Hands pending changes to the index; called before every question. */
  flush(): void;
  /** Path relative to the folder with `/`, or `undefined` outside it. */
  relative(uri: vscode.Uri): string | undefined;
}

export function createEditorWorkspace(): EditorWorkspace {
  const folder = vscode.workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'file');
  const root = folder?.uri.fsPath;
  const disposables: vscode.Disposable[] = [];
  const listeners = new Set<() => void>();
  const changed = new Set<string>();
  /** More changed than `changed` holds. */
  let all = false;
  /** Buffers that differ from the disk, and `undefined` for those that no longer do. */
  const buffers = new Map<string, vscode.TextDocument | undefined>();
  let context: WorkerContext | undefined;
  let connection: vscode.Disposable | undefined;
  let following: NodeJS.Timeout | undefined;
  let generation = 1;
  const git = createPlacesWatch(() => onPath('.git/HEAD'));

  function rise(): void {
    generation++;
    for (const listener of [...listeners]) listener();
  }

  function toRelative(uri: vscode.Uri): string | undefined {
    if (root === undefined || uri.scheme !== 'file') return undefined;
    const path = relative(root, uri.fsPath).split(sep).join('/');
    return path === '' || path.startsWith('../') ? undefined : path;
  }

  function onPath(path: string): void {
    if (changed.size < limits.watchedChanges) changed.add(path);
    else all = true;
    following ??= setTimeout(flush, limits.followMs);
    rise();
  }

  function onFile(uri: vscode.Uri): void {
    const path = toRelative(uri);
    // Of git's own files only those that its places name, and one that alters which files are listed.
    if (path === undefined || (path.startsWith('.git/') && path !== '.git/info/exclude')) return;
    onPath(path);
  }

  /** Only text that differs from the disk lies over the file. */
  function onBuffer(document: vscode.TextDocument, open: boolean): void {
    const path = toRelative(document.uri);
    if (path === undefined) return;
    if (open && document.isDirty) {
      buffers.set(path, document);
      rise();
    } else {
      buffers.set(path, undefined);
      onPath(path);
    }
  }

  function flush(): void {
    clearTimeout(following);
    following = undefined;
    if (context === undefined) return;
    if (all) context.changed('all');
    else if (changed.size > 0) context.changed([...changed]);
    changed.clear();
    all = false;
    for (const [path, document] of buffers) context.overlay(path, document?.getText());
    // What is still dirty tells of its next change by itself.
    buffers.clear();
  }

  if (folder !== undefined) {
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, '**/*'));
    disposables.push(watcher, watcher.onDidChange(onFile), watcher.onDidCreate(onFile), watcher.onDidDelete(onFile));
  }
  disposables.push(
    git,
    // Also without changes of content: a buffer may become dirty in an event of its own.
    vscode.workspace.onDidChangeTextDocument(({ document }) => onBuffer(document, true)),
    vscode.workspace.onDidSaveTextDocument((document) => onBuffer(document, false)),
    vscode.workspace.onDidCloseTextDocument((document) => {
      const path = toRelative(document.uri);
      if (path !== undefined) onBuffer(document, false);
    }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('wee') || affectsExcludes(event)) rise();
    }),
  );

  return {
    folder: root,
    name: folder?.name ?? 'no folder',
    get trusted() {
      return vscode.workspace.isTrusted;
    },
    generation() {
      // A change that came since the last question is handed over first, lest a context made now pass for newer than it is.
      flush();
      return generation;
    },
    onDidChange(listener) {
      listeners.add(listener);
      return { dispose: () => listeners.delete(listener) };
    },
    connect(next) {
      connection?.dispose();
      context = next;
      connection = next.onGitPlaces((paths) => git.watch(paths));
      for (const document of vscode.workspace.textDocuments) if (document.isDirty) onBuffer(document, true);
    },
    flush,
    relative: toRelative,
    dispose() {
      clearTimeout(following);
      listeners.clear();
      connection?.dispose();
      for (const disposable of disposables) disposable.dispose();
    },
  };
}
