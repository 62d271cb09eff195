import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Where the grammars lie: beside a bundle, or in node_modules of a checkout; `undefined` when nowhere. */
export function grammarFolder(distFolder: string): string | undefined {
  return [
    join(distFolder, 'grammars'),
    join(distFolder, '..', 'node_modules', '@vscode', 'tree-sitter-wasm', 'wasm'),
  ].find((folder) => existsSync(join(folder, 'tree-sitter.wasm')));
}
