import { keysOfPath } from '../../code/imports/import-keys.ts';
import type { FileIndex } from '../../index/file-index.ts';

/** Imports looked at of one file. */
const MOST = 100;
/** Imports that a file is taken to have, and importers, beside those it has: one in few does not bind. */
const PRIOR = 3;

export interface Neighbour {
  readonly score: number;
  /** The best file that imports it. */
  readonly by: string;
}

/**
 * Files that the best files import: what fewer others import, and what stands among fewer imports, is nearer. Only one step is
 * taken: ranking by the whole graph of references pulls towards what everything uses, and was worse on every repository that was
 * measured. `best` has the weight of each good file, 1 for the best, best first.
 */
export function importNeighbours(index: FileIndex, best: ReadonlyMap<string, number>): Map<string, Neighbour> {
  const found = new Map<string, Neighbour>();
  const importers = new Map<string, number>();
  for (const [from, weight] of best) {
    const imported = new Set<string>();
    for (const { to } of index.imports.graph.from(from).slice(0, MOST)) {
      if (to !== undefined && to !== from) imported.add(to);
    }
    for (const to of imported) {
      const others = importers.get(to) ?? index.imports.importers(keysOfPath(to)[0] ?? '');
      importers.set(to, others);
      const near = weight / Math.sqrt((imported.size + PRIOR) * (others + PRIOR));
      const known = found.get(to);
      found.set(to, { score: near + (known?.score ?? 0), by: known?.by ?? from });
    }
  }
  return found;
}
