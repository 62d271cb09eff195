import * as vscode from 'vscode';
import { gitignorePatterns } from '../gitignore-patterns.ts';

/** The editor's own settings that leave files out. */
const SETTINGS = ['files.exclude', 'search.exclude'] as const;

/** What people hide from the editor's tree and its search, as patterns of a .gitignore file. */
export function editorExcludes(folder: vscode.Uri): string[] {
  const configuration = vscode.workspace.getConfiguration(undefined, folder);
  return [...new Set(SETTINGS.flatMap((name) => gitignorePatterns(configuration.get(name))))].sort();
}

export function affectsExcludes(event: vscode.ConfigurationChangeEvent): boolean {
  return SETTINGS.some((name) => event.affectsConfiguration(name));
}
