import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the bundle that runs lies, and the others beside it. */
export function distFolder(): string {
  return dirname(fileURLToPath(import.meta.url));
}
