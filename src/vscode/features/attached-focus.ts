import * as vscode from 'vscode';
import type { Focus } from '../../engine/domain/question.ts';
import type { EditorWorkspace } from '../adapters/editor-workspace.ts';
import { focusOf } from './inline/focus-of.ts';

/** What somebody attached to a message of chat, as where they look: the first selection, else the first file of the workspace. */
export async function attachedFocus(
  workspace: EditorWorkspace,
  references: readonly vscode.ChatPromptReference[],
): Promise<Focus | undefined> {
  const values = references.map(({ value }) => value);
  const place = values.find((value) => value instanceof vscode.Location);
  if (place !== undefined) {
    try {
      return focusOf(workspace, await vscode.workspace.openTextDocument(place.uri), place.range);
    } catch {
      // It was closed or deleted meanwhile.
    }
  }
  const paths = values.flatMap((value) => (value instanceof vscode.Uri ? (workspace.relative(value) ?? []) : []));
  return paths[0] === undefined ? undefined : { path: paths[0] };
}
