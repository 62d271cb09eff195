import * as vscode from 'vscode';
import type { Diagnostic, Focus } from '../../../engine/domain/question.ts';
import type { EditorWorkspace } from '../../adapters/editor-workspace.ts';

/** Where the developer looks: the lines, the selected text, and what the editor reports there. */
export function focusOf(workspace: EditorWorkspace, document: vscode.TextDocument, range: vscode.Range): Focus {
  const path = workspace.relative(document.uri) ?? document.fileName;
  const diagnostics = vscode.languages
    .getDiagnostics(document.uri)
    .filter((problem) => problem.range.intersection(range) !== undefined)
    .map(
      ({ range: { start }, severity, message }): Diagnostic => ({
        path,
        line: start.line + 1,
        severity: severity === vscode.DiagnosticSeverity.Error ? 'error' : 'warning',
        message,
      }),
    );
  const text = document.getText(range);
  return {
    path,
    from: range.start.line + 1,
    to: range.end.line + 1,
    ...(text !== '' && { text }),
    ...(diagnostics.length > 0 && { diagnostics }),
  };
}
