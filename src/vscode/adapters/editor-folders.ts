import * as vscode from 'vscode';
import { WorkspaceFolders } from '../../engine/domain/workspace-folders.ts';
import { editorExcludes } from './editor-excludes.ts';

/** The folders of the editor's workspace as they are now; those that are not on a disk are left out. */
export function editorFolders(): WorkspaceFolders {
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
  return new WorkspaceFolders(
    folders.map(({ uri, name }) => ({ path: uri.fsPath, name, exclude: editorExcludes(uri) })),
  );
}
