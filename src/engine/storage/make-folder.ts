import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a folder and what is missing above it, for this user alone. Step by step: Node's own `recursive` never returns where
 * a parent cannot be made and says so with ENOENT, as under /proc.
 * @throws the error of the system, such as EACCES or ENOTDIR.
 */
export function makeFolder(path: string): void {
  const missing: string[] = [];
  for (let at = path; !exists(at); at = dirname(at)) {
    missing.push(at);
    if (at === dirname(at)) break;
  }
  for (const folder of missing.reverse()) {
    try {
      mkdirSync(folder, { mode: 0o700 });
    } catch (error) {
      // Another window was faster.
      if (!exists(folder)) throw error;
    }
  }
}

function exists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}
