import { LRUCache } from 'lru-cache';
import type { ImportEdge } from '../../domain/project-view.ts';
import { limits } from '../../limits.ts';
import type { Catalogue, Entry } from './catalogue.ts';
import type { ImportRow } from './import-table.ts';

/** Files past which the imports of all are read at once. */
const ONE_BY_ONE = 64;

interface Parts {
  readonly catalogue: Catalogue;
  /** Imports of a file, or of all by path, by line. */
  readonly read: (from: string | undefined) => readonly ImportRow[];
  readonly resolve: (row: ImportRow) => string | undefined;
}

/**
 * Who imports whom, remembered from one question to the next: the imports of a file are resolved again when it changed, and all of
 * them when a file came or went, for any could mean it.
 */
export class ImportGraph {
  readonly #parts: Parts;
  readonly #from = new LRUCache<Entry, readonly ImportEdge[]>({
    maxSize: limits.importsKept,
    sizeCalculation: (edges) => 1 + edges.length,
  });
  #listed = -1;
  #edition = -1;
  #all: readonly ImportEdge[] = [];
  #importers: ReadonlyMap<string | undefined, readonly ImportEdge[]> | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Imports of a file, by line. */
  from(path: string): readonly ImportEdge[] {
    this.#forget();
    const { catalogue, read } = this.#parts;
    const entry = catalogue.get(path);
    const known = entry === undefined ? undefined : this.#from.get(entry);
    if (known !== undefined) return known;
    const edges = read(path).map((row) => this.#resolved(row));
    if (entry !== undefined) this.#from.set(entry, edges);
    return edges;
  }

  /** Imports of all files, by path, by line; those of a huge workspace up to a limit. */
  all(): readonly ImportEdge[] {
    this.#forget();
    const { catalogue, read } = this.#parts;
    if (this.#edition === catalogue.edition) return this.#all;
    const files = catalogue.files();
    const unknown = files.filter((entry) => !this.#from.has(entry));
    if (unknown.length > ONE_BY_ONE) {
      const rows = read(undefined);
      const byPath = Map.groupBy(rows, ({ from }) => from);
      // At the limit the last file may have more.
      const cut = rows.length < limits.importsRead ? undefined : rows.at(-1)?.from;
      for (const entry of unknown) {
        if (cut !== undefined && entry.path >= cut) break;
        this.#from.set(
          entry,
          (byPath.get(entry.path) ?? []).map((row) => this.#resolved(row)),
        );
      }
    }
    const all: ImportEdge[] = [];
    for (const { path } of files) {
      if (all.length >= limits.importsRead) break;
      for (const edge of this.from(path)) all.push(edge);
    }
    this.#all = all.slice(0, limits.importsRead);
    this.#importers = undefined;
    this.#edition = catalogue.edition;
    return this.#all;
  }

  /** Imports of a file by others, by path, by line. */
  to(path: string): readonly ImportEdge[] {
    const all = this.all();
    this.#importers ??= Map.groupBy(all, (edge) => edge.to);
    return this.#importers.get(path) ?? [];
  }

  /** Resolves all of them again: what imports mean has changed. */
  forget(): void {
    this.#listed = -1;
    this.#edition = -1;
  }

  #forget(): void {
    if (this.#listed === this.#parts.catalogue.listed) return;
    this.#from.clear();
    this.#listed = this.#parts.catalogue.listed;
  }

  #resolved(row: ImportRow): ImportEdge {
    const { names: _, ...edge } = row;
    const to = this.#parts.resolve(row);
    return to === undefined ? edge : { ...edge, to };
  }
}
