import type { ImportEdge } from '../../../domain/project-view.ts';
import { EDGE_VALUES, type PackedEdges, unpack } from './packed-edges.ts';

/** Who imports each file, by path, by line; follows as the imports of files change. */
export class Importers {
  /** By the file that is meant; the other end is the one that imports it. */
  readonly #of = new Map<string, (string | number)[]>();

  /** Takes in a file whose path comes after all that were taken in. */
  add(from: string, edges: PackedEdges): void {
    for (const { to, line, specifier } of unpack(from, edges)) {
      if (to === undefined) continue;
      const known = this.#of.get(to);
      if (known === undefined) this.#of.set(to, [from, line, specifier]);
      else known.push(from, line, specifier);
    }
  }

  /** A file imports something else than before. */
  replace(from: string, before: PackedEdges, now: PackedEdges): void {
    for (const to of new Set(unpack(from, before).map((edge) => edge.to))) if (to !== undefined) this.#take(from, to);
    const added = Map.groupBy(unpack(from, now), ({ to }) => to);
    for (const [to, edges] of added) {
      if (to === undefined) continue;
      const known = this.#of.get(to) ?? [];
      let at = known.length;
      while (at > 0 && String(known[at - EDGE_VALUES]) > from) at -= EDGE_VALUES;
      known.splice(at, 0, ...edges.flatMap(({ line, specifier }) => [from, line, specifier]));
      this.#of.set(to, known);
    }
  }

  of(to: string): readonly ImportEdge[] {
    const known = this.#of.get(to) ?? [];
    const edges: ImportEdge[] = [];
    for (let at = 0; at < known.length; at += EDGE_VALUES)
      edges.push({ from: String(known[at]), line: Number(known[at + 1]), specifier: String(known[at + 2]), to });
    return edges;
  }

  #take(from: string, to: string): void {
    const known = this.#of.get(to) ?? [];
    let kept = 0;
    for (let at = 0; at < known.length; at += EDGE_VALUES) {
      if (known[at] === from) continue;
      known.copyWithin(kept, at, at + EDGE_VALUES);
      kept += EDGE_VALUES;
    }
    known.length = kept;
    if (kept === 0) this.#of.delete(to);
  }
}
