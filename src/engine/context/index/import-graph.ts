import { LRUCache } from 'lru-cache';
import type { ImportEdge } from '../../domain/project-view.ts';
import { limits } from '../../limits.ts';
import type { Catalogue, Entry } from './catalogue.ts';
import type { ImportRow } from './import-table.ts';

/** Files whose imports are kept as they are asked for: those of a question, and what they import. */
const ASKED = 100;
/** Files past which the imports of all are read at once. */
const ONE_BY_ONE = 64;

interface Parts {
  readonly catalogue: Catalogue;
  /** Imports of a file, or of all by path, by line. */
  readonly read: (from: string | undefined) => readonly ImportRow[];
  readonly resolve: (row: ImportRow) => string | undefined;
}

/** Edges one after another, three values each: the other end of it (or none), line, specifier. As objects they would take four times as much. */
type Packed = readonly (string | number | undefined)[];
const WIDTH = 3;
const NONE: Packed = [];

/**
 * Who imports whom, remembered from one question to the next: the imports of a file are resolved again when it changed, and all of
 * them when a file came or went, for any could mean it. What changed and imports the same leaves everything as it is.
 */
export class ImportGraph {
  readonly #parts: Parts;
  /** Goes with the entry, which is another when its file changed. */
  #from = new WeakMap<Entry, Packed>();
  #listed = -1;
  /** Of which everything is at hand, and who imports each file, once that was asked. */
  #edition = -1;
  #importers: ReadonlyMap<string, Packed> | undefined;
  /** All of them, until the memory is wanted for something else: at fifty thousand files they take too much of it to be held. */
  #whole: WeakRef<readonly ImportEdge[]> | undefined;

  /** Of the files that were asked for last: one question asks for the same again and again. */
  readonly #asked = new LRUCache<string, { readonly packed: Packed; readonly edges: readonly ImportEdge[] }>({
    max: ASKED,
  });

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Imports of a file, by line. */
  from(path: string): readonly ImportEdge[] {
    this.#forget();
    const packed = this.#of(path);
    const known = this.#asked.get(path);
    if (known?.packed === packed) return known.edges;
    const edges = outOf(path, packed);
    this.#asked.set(path, { packed, edges });
    return edges;
  }

  /**
   * Imports of all files, by path, by line; those of a huge workspace up to a limit. Most often the same list until something changes, so that
   * what was worked out of it can be kept by it.
   */
  all(): readonly ImportEdge[] {
    this.#readAll();
    let all = this.#whole?.deref();
    if (all === undefined) {
      all = [...this.#all()];
      this.#whole = new WeakRef(all);
    }
    return all;
  }

  /** Imports of a file by others, by path, by line. */
  to(path: string): readonly ImportEdge[] {
    this.#readAll();
    this.#importers ??= this.#turned();
    const edges: ImportEdge[] = [];
    const packed = this.#importers.get(path) ?? NONE;
    for (let at = 0; at < packed.length; at += WIDTH)
      edges.push({
        from: String(packed[at]),
        line: Number(packed[at + 1]),
        specifier: String(packed[at + 2]),
        to: path,
      });
    return edges;
  }

  /** Resolves all of them again: what imports mean has changed. */
  forget(): void {
    this.#listed = -1;
    this.#edition = -1;
  }

  *#all(): Generator<ImportEdge> {
    this.#readAll();
    let left: number = limits.importsRead;
    for (const { path } of this.#parts.catalogue.files()) {
      for (const edge of outOf(path, this.#of(path))) {
        if (left-- === 0) return;
        yield edge;
      }
    }
  }

  #turned(): ReadonlyMap<string, Packed> {
    const importers = new Map<string, (string | number)[]>();
    for (const { from, line, specifier, to } of this.#all()) {
      if (to === undefined) continue;
      const known = importers.get(to);
      if (known === undefined) importers.set(to, [from, line, specifier]);
      else known.push(from, line, specifier);
    }
    return importers;
  }

  #forget(): void {
    if (this.#listed === this.#parts.catalogue.listed) return;
    this.#from = new WeakMap();
    this.#listed = this.#parts.catalogue.listed;
    this.#edition = -1;
  }

  /** Has what is not known of any file read at once where that is much. */
  #readAll(): void {
    this.#forget();
    const { catalogue, read } = this.#parts;
    if (this.#edition === catalogue.edition) return;
    const changed = catalogue.changedSince(this.#edition);
    this.#edition = catalogue.edition;
    if (changed?.every((entry) => this.#stands(entry)) === true) return;
    this.#importers = undefined;
    this.#whole = undefined;
    if (changed !== undefined) return;
    const files = catalogue.files();
    const unknown = files.filter((entry) => !this.#from.has(entry));
    if (unknown.length > ONE_BY_ONE) {
      const rows = read(undefined);
      const byPath = Map.groupBy(rows, ({ from }) => from);
      // At the limit the last file may have more.
      const cut = rows.length < limits.importsRead ? undefined : rows.at(-1)?.from;
      const once = new Map<string, string>();
      for (const entry of unknown) {
        if (cut !== undefined && entry.path >= cut) break;
        this.#from.set(entry, this.#packed(byPath.get(entry.path) ?? [], once));
      }
    }
  }

  /** Whether a file that changed imports what it did before, or was not read before: it lies past the limit. */
  #stands(before: Entry): boolean {
    const then = this.#from.get(before);
    if (then === undefined) return true;
    const now = this.#of(before.path);
    return then.length === now.length && then.every((value, at) => value === now[at]);
  }

  #of(path: string): Packed {
    const { catalogue, read } = this.#parts;
    const entry = catalogue.get(path);
    const known = entry === undefined ? undefined : this.#from.get(entry);
    if (known !== undefined) return known;
    const packed = this.#packed(read(path), new Map());
    if (entry !== undefined) this.#from.set(entry, packed);
    return packed;
  }

  /** `once` has each specifier that many files share. */
  #packed(rows: readonly ImportRow[], once: Map<string, string>): Packed {
    if (rows.length === 0) return NONE;
    const { catalogue, resolve } = this.#parts;
    return rows.flatMap((row) => {
      const { line, specifier } = row;
      if (!once.has(specifier)) once.set(specifier, specifier);
      const to = resolve(row);
      // The catalogue's own text of a path is in memory anyway.
      return [to === undefined ? undefined : (catalogue.get(to)?.path ?? to), line, once.get(specifier)];
    });
  }
}

function outOf(from: string, packed: Packed): ImportEdge[] {
  const edges: ImportEdge[] = [];
  for (let at = 0; at < packed.length; at += WIDTH) {
    const to = packed[at];
    const line = Number(packed[at + 1]);
    const specifier = String(packed[at + 2]);
    edges.push(to === undefined ? { from, line, specifier } : { from, line, specifier, to: String(to) });
  }
  return edges;
}
