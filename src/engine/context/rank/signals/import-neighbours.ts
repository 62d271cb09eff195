import type { FileIndex } from '../../index/file-index.ts';

/** Imports looked at of one file. */
const MOST = 100;

/**
 * Files that these files import, and of which: a tie-break. Ranking by the whole graph of references pulls towards what
 * everything uses, and was worse on every repository that was measured.
 */
export function importNeighbours(index: FileIndex, paths: readonly string[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const from of paths) {
    for (const { specifier } of index.imports(from).slice(0, MOST)) {
      const to = index.resolve(from, specifier);
      if (to !== undefined && to !== from && !found.has(to)) found.set(to, `imported by ${from}`);
    }
  }
  return found;
}
