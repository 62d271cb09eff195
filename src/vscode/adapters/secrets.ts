import type * as vscode from 'vscode';
import type { Secrets } from '../../engine/ports/secrets.ts';

/** The editor's secret storage. */
export function createSecrets(storage: vscode.SecretStorage): Secrets {
  return { get: async (name) => storage.get(secretKey(name)) };
}

/** Name of a key in the storage. */
export function secretKey(name: string): string {
  return `wee.${name}.key`;
}
