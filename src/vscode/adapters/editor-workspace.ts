import * as vscode from 'vscode';
import { limits } from '../../engine/limits.ts';
import { Listeners } from '../../engine/ports/listeners.ts';
import type { Workspace } from '../../engine/ports/workspace.ts';
import type { WorkerContext } from '../../node/worker-context.ts';
import { affectsExcludes } from './editor-excludes.ts';
import { editorFolders } from './editor-folders.ts';
import { createPlacesWatch } from './watch-places.ts';

/** The folders of the editor's workspace, followed: every change raises the generation and reaches the index before the next question. */
export interface EditorWorkspace extends Workspace, vscode.Disposable {
  /** From now on this index hears of changes, and no other. */
  connect(context: WorkerContext): void;
  /** Hands pending changes to the index; called before every question. */
  flush(): void;
  /** A file as a path of the workspace, or `undefined` outside it. */
  relative(uri: vscode.Uri): string | undefined;
  /** The file of a path of the workspace. */
  uri(path: string): vscode.Uri | undefined;
  /** Called when folders came or went, or leave out other files than before. */
  onDidChangeFolders(listener: () => void): vscode.Disposable;
}

export function createEditorWorkspace(): EditorWorkspace {
  let folders = editorFolders();
  let watchers: vscode.Disposable[] = [];
  const refolded = new vscode.EventEmitter<void>();
  const disposables: vscode.Disposable[] = [];
  const listeners = new Listeners();
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
    listeners.tell();
  }

  function toRelative(uri: vscode.Uri): string | undefined {
    return uri.scheme === 'file' ? folders.relative(uri.fsPath) : undefined;
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
    if (path !== undefined && !/(^|\/)\.git\/(?!info\/exclude$)/.test(path)) onPath(path);
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

  function unwatch(): void {
    for (const watcher of watchers) watcher.dispose();
  }

  function watch(): void {
    unwatch();
    watchers = folders.all.flatMap(({ path }) => {
      const pattern = new vscode.RelativePattern(vscode.Uri.file(path), '**/*');
      const watcher = vscode.workspace.createFileSystemWatcher(pattern);
      return [watcher, watcher.onDidChange(onFile), watcher.onDidCreate(onFile), watcher.onDidDelete(onFile)];
    });
  }

  function refold(): void {
    const before = JSON.stringify(folders.all);
    folders = editorFolders();
    if (JSON.stringify(folders.all) === before) return;
    // What was gathered is called otherwise now; an index on these folders looks at them all.
    changed.clear();
    buffers.clear();
    watch();
    rise();
    refolded.fire();
  }

  watch();
  disposables.push(
    git,
    refolded,
    vscode.workspace.onDidChangeWorkspaceFolders(refold),
    // Also without changes of content: a buffer may become dirty in an event of its own.
    vscode.workspace.onDidChangeTextDocument(({ document }) => onBuffer(document, true)),
    vscode.workspace.onDidSaveTextDocument((document) => onBuffer(document, false)),
    vscode.workspace.onDidCloseTextDocument((document) => {
      const path = toRelative(document.uri);
      if (path !== undefined) onBuffer(document, false);
    }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('wee')) rise();
      if (affectsExcludes(event)) refold();
    }),
  );

  return {
    get folders() {
      return folders;
    },
    get name() {
      return folders.name === '' ? 'no folder' : folders.name;
    },
    get trusted() {
      return vscode.workspace.isTrusted;
    },
    generation() {
      // A change that came since the last question is handed over first, lest a context made now pass for newer than it is.
      flush();
      return generation;
    },
    onDidChange: (listener) => listeners.add(listener),
    connect(next) {
      connection?.dispose();
      context = next;
      connection = next.onGitPlaces((paths) => git.watch(paths));
      for (const document of vscode.workspace.textDocuments) if (document.isDirty) onBuffer(document, true);
    },
    flush,
    relative: toRelative,
    uri(path) {
      const absolute = folders.absolute(path);
      return absolute === undefined ? undefined : vscode.Uri.file(absolute);
    },
    onDidChangeFolders: (listener) => refolded.event(listener),
    dispose() {
      clearTimeout(following);
      listeners.clear();
      connection?.dispose();
      unwatch();
      for (const disposable of disposables) disposable.dispose();
    },
  };
}
