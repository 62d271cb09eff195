import * as vscode from 'vscode';
import { commands } from '../../contributes/ids.ts';
import type { ProposedEdit } from '../../engine/domain/answer.ts';
import { WeeError } from '../../engine/errors.ts';
import type { EditorWorkspace } from '../adapters/editor-workspace.ts';
import type { EngineHost } from '../engine-host.ts';
import { onCommand } from '../on-command.ts';

/** `wee.applyEdits`, which buttons of the chat view call. */
export function registerApplyEdits(host: EngineHost): vscode.Disposable {
  return onCommand(host, commands.applyEdits, async (edits) => {
    const given = Array.isArray(edits) ? edits.filter(isEdit) : [];
    if (given.length > 0) await applyEdits(host.workspace, given);
  });
}

function isEdit(value: unknown): value is ProposedEdit {
  if (typeof value !== 'object' || value === null) return false;
  const { path, from, to, text } = value as Partial<ProposedEdit>;
  return typeof path === 'string' && Number.isInteger(from) && Number.isInteger(to) && typeof text === 'string';
}

/**
 * Shows what an answer proposes as a diff in the editor's own preview of changes, where a person applies or discards it.
 * @throws WeeError where a file or its lines are not there any more.
 */
async function applyEdits(workspace: EditorWorkspace, edits: readonly ProposedEdit[]): Promise<void> {
  const all = new vscode.WorkspaceEdit();
  for (const edit of edits) await add(all, workspace, edit);
  await vscode.workspace.applyEdit(all, { isRefactoring: true });
}

/** The same for one range of a document. */
export async function applyText(document: vscode.TextDocument, range: vscode.Range, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, range, text, confirmed(vscode.workspace.asRelativePath(document.uri)));
  await vscode.workspace.applyEdit(edit, { isRefactoring: true });
}

async function add(all: vscode.WorkspaceEdit, workspace: EditorWorkspace, edit: ProposedEdit): Promise<void> {
  const { path, from, to, text } = edit;
  // What a model names is no place of its own: only files of this workspace are touched.
  const uri = path.split('/').includes('..') ? undefined : workspace.uri(path);
  if (uri === undefined) throw gone(path);
  const document = await vscode.workspace.openTextDocument(uri).then(
    (opened) => opened,
    () => undefined,
  );
  if (document === undefined) {
    if (from !== 1 || to !== 0) throw gone(path);
    all.createFile(uri, { contents: new TextEncoder().encode(text) }, confirmed(path));
    return;
  }
  // A new file that is there by now: what is proposed goes in its place.
  const whole = from === 1 && to === 0 && document.getText() !== '';
  const last = whole ? document.lineCount : to;
  if (last > document.lineCount || from > document.lineCount + 1) throw gone(path);
  const isEmpty = last < from;
  const start =
    from > document.lineCount ? document.lineAt(document.lineCount - 1).range.end : new vscode.Position(from - 1, 0);
  const end = isEmpty ? start : document.lineAt(last - 1).rangeIncludingLineBreak.end;
  const lines = from > document.lineCount ? `\n${text.replace(/\n$/, '')}` : text;
  all.replace(uri, new vscode.Range(start, end), lines, confirmed(path));
}

function confirmed(path: string): vscode.WorkspaceEditEntryMetadata {
  return { needsConfirmation: true, label: vscode.l10n.t('WEE proposes'), description: path };
}

function gone(path: string): WeeError {
  return new WeeError(
    'edit-misplaced',
    vscode.l10n.t('{0} has no such lines (any more).', path),
    vscode.l10n.t('Ask again: the answer is about another state of the file.'),
  );
}
