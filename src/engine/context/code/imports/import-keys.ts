import type { FileImport } from '../code-parser.ts';

/** Keys kept of one file. */
const KEYS = 500;

/**
 * Words under which a file's imports are found again from the file that they mean: the last two segments of each specifier and
 * the names taken from it, lower case, without an extension. `importersOf` looks for `keysOfPath` among them.
 */
export function importKeys(imports: readonly FileImport[]): readonly string[] {
  const keys = new Set<string>();
  for (const { specifier, names = [] } of imports) {
    const segments = specifier
      .replace(/\.(?:[mc]?[jt]sx?|d\.ts|vue|svelte|py|h|hpp|hh|rb|php|css|json)$/i, '')
      .split(/[\\/.:]+/)
      .filter((segment) => segment !== '' && segment !== '*');
    const written = segments.length === 0 ? ['index'] : segments.slice(-2);
    for (const key of [...written, ...names]) if (keys.size < KEYS) keys.add(key.toLowerCase());
  }
  return [...keys];
}

/** Under which keys an import of this file may stand: its name, and its folder's, whose module it may be. */
export function keysOfPath(path: string): readonly string[] {
  const parts = path.toLowerCase().split('/');
  const stem = (parts.at(-1) ?? '').replace(/\.d\.[mc]?ts$|\.[^.]*$/, '');
  return [...new Set([stem, ...parts.slice(-3, -1)])].filter((key) => key !== '');
}
