import type { ImportEdge } from '../../../domain/project-view.ts';

/**
 * The imports of a file, one after another, three values each: the file that is meant (or none), line, specifier. As objects they would
 * take four times as much.
 */
export type PackedEdges = readonly (string | number | undefined)[];

export const EDGE_VALUES = 3;

/** The imports of a file as they are asked for. */
export function unpack(from: string, packed: PackedEdges): ImportEdge[] {
  const edges: ImportEdge[] = [];
  for (let at = 0; at < packed.length; at += EDGE_VALUES) {
    const to = packed[at];
    const line = Number(packed[at + 1]);
    const specifier = String(packed[at + 2]);
    edges.push(to === undefined ? { from, line, specifier } : { from, line, specifier, to: String(to) });
  }
  return edges;
}
