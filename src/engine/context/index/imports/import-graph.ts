import { LRUCache } from 'lru-cache';
import type { ImportEdge } from '../../../domain/project-view.ts';
import { limits } from '../../../limits.ts';
import type { Catalogue, Changed } from '../catalogue.ts';
import type { Entry } from '../entry.ts';
import type { ImportRow } from './import-row.ts';
import { Importers } from './importers.ts';
import { EDGE_VALUES, type PackedEdges, unpack } from './packed-edges.ts';
import { type Asked, keysOfFile } from './path-keys.ts';

/** Files past which the imports of all are read at once. */
const ONE_BY_ONE = 64;

interface Parts {
  readonly catalogue: Catalogue;
  /** Imports of a file, or of all by path, by line. */
  readonly read: (from: string | undefined) => readonly ImportRow[];
  /** The file that an import means. Adds to `asked` what that hangs on. */
  readonly resolve: (row: ImportRow, asked: Asked) => string | undefined;
}

/** The imports of a file. */
interface Known {
  readonly edges: PackedEdges;
  readonly asked: readonly number[];
}

const NONE: Known = { edges: [], asked: [] };

/**
 * Who imports whom, remembered from one question to the next: the imports of a file are resolved again when it changed, or when a file
 * came or went that they may mean: of each file it is known under which keys others were asked for.
 */
export class ImportGraph {
  readonly #parts: Parts;
  /** Goes with the entry, which is another when its file changed. */
  #from = new WeakMap<Entry, Known>();
  /** Of which everything is at hand. */
  #edition = -1;
  /** All imports were looked at since they were last forgotten, and the path from which on there are too many. */
  #read = false;
  #cut: string | undefined;
  /** Files that changed, or may import otherwise, since then. */
  #unread = 0;
  /** Those of all files up to the limit, and whether there are more. */
  #count = 0;
  #more = false;
  /** Who imports each file, once that was asked. */
  #importers: Importers | undefined;
  /** All of them, until the memory is wanted for something else: at fifty thousand files they take too much of it to be held. */
  #whole: WeakRef<readonly ImportEdge[]> | undefined;

  /** Of the files that were asked for last; the same list until a file imports otherwise, so that what was worked out of it can be kept by it. */
  readonly #unpacked = new LRUCache<string, { readonly packed: PackedEdges; readonly edges: readonly ImportEdge[] }>({
    maxSize: limits.importsKept,
    sizeCalculation: ({ edges }) => 1 + edges.length,
  });

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Imports of a file, by line. */
  from(path: string): readonly ImportEdge[] {
    this.#follow();
    const packed = this.#of(path);
    const known = this.#unpacked.get(path);
    if (known?.packed === packed) return known.edges;
    const edges = unpack(path, packed);
    this.#unpacked.set(path, { packed, edges });
    return edges;
  }

  /**
   * Imports of all files, by path, by line; those of a huge workspace up to a limit. Most often the same list until something changes, so that
   * what was worked out of it can be kept by it.
   */
  all(): readonly ImportEdge[] {
    this.#follow();
    let all = this.#whole?.deref();
    if (all === undefined) {
      const edges: ImportEdge[] = [];
      this.#walk((path, packed) => {
        for (const edge of unpack(path, packed)) edges.push(edge);
      });
      all = edges;
      this.#whole = new WeakRef(all);
    }
    return all;
  }

  /** Imports of a file by others, by path, by line. */
  to(path: string): readonly ImportEdge[] {
    this.#follow();
    if (this.#importers === undefined) {
      const importers = new Importers();
      this.#walk((from, packed) => importers.add(from, packed));
      this.#importers = importers;
    }
    return this.#importers.of(path);
  }

  /** Resolves all of them again: what imports mean has changed. */
  forget(): void {
    this.#edition = -1;
  }

  /** Visits the imports of every file that has some, by path, up to the limit. */
  #walk(visit: (path: string, packed: PackedEdges) => void): void {
    this.#readMany();
    let left: number = limits.importsRead;
    this.#more = false;
    for (const { path } of this.#parts.catalogue.files()) {
      const packed = this.#of(path);
      const edges = packed.length / EDGE_VALUES;
      this.#more = edges > left;
      if (edges > 0) visit(path, this.#more ? packed.slice(0, left * EDGE_VALUES) : packed);
      left -= Math.min(edges, left);
      if (this.#more) break;
    }
    this.#count = limits.importsRead - left;
  }

  /** Takes in what changed since it was last asked. */
  #follow(): void {
    const { catalogue } = this.#parts;
    if (this.#edition === catalogue.edition) return;
    const changes = catalogue.changedSince(this.#edition);
    this.#edition = catalogue.edition;
    if (changes === undefined) {
      this.#from = new WeakMap();
      this.#read = false;
      this.#cut = undefined;
      this.#forgetAll();
      return;
    }
    const then = this.#unsettle(changes);
    // Looking for them among all files takes longer than reading a few when they are asked for.
    this.#unread += then.size;
    if (this.#unread > ONE_BY_ONE) this.#read = false;
    if (this.#importers === undefined && this.#whole?.deref() === undefined) return;
    this.#readMany();
    for (const [path, before] of then) {
      // Of a huge workspace those past the limit are not known.
      if (before === undefined && this.#more) continue;
      const now = catalogue.get(path) === undefined ? NONE.edges : this.#of(path);
      if (before === undefined || !isSame(before.edges, now)) this.#replace(path, before, now);
    }
  }

  /** Forgets the imports that changes may concern. Returns what was known of these files, and of those that changed themselves. */
  #unsettle(changes: readonly Changed[]): Map<string, Known | undefined> {
    const { catalogue } = this.#parts;
    const then = new Map<string, Known | undefined>();
    const keys = new Set<number>();
    for (const { path, before } of changes) {
      then.set(path, before === undefined ? NONE : this.#from.get(before));
      const isThere = catalogue.get(path) !== undefined;
      if (isThere !== (before !== undefined)) for (const key of keysOfFile(path)) keys.add(key);
    }
    if (keys.size === 0) return then;
    for (const entry of catalogue.files()) {
      const known = this.#from.get(entry);
      if (known === undefined || !known.asked.some((key) => keys.has(key))) continue;
      this.#from.delete(entry);
      if (!then.has(entry.path)) then.set(entry.path, known);
    }
    return then;
  }

  #replace(path: string, before: Known | undefined, now: PackedEdges): void {
    this.#whole = undefined;
    this.#count += (now.length - (before?.edges.length ?? 0)) / EDGE_VALUES;
    if (before === undefined || this.#more || this.#count > limits.importsRead) this.#forgetAll();
    else this.#importers?.replace(path, before.edges, now);
  }

  #forgetAll(): void {
    this.#importers = undefined;
    this.#whole = undefined;
  }

  /** Has what is not known of any file read at once where that is much. */
  #readMany(): void {
    if (this.#read) return;
    this.#read = true;
    this.#unread = 0;
    const { catalogue, read } = this.#parts;
    const cutBefore = this.#cut;
    const unknown = catalogue
      .files()
      .filter((entry) => !this.#from.has(entry) && (cutBefore === undefined || entry.path < cutBefore));
    if (unknown.length <= ONE_BY_ONE) return;
    const rows = read(undefined);
    const byPath = Map.groupBy(rows, ({ from }) => from);
    // At the limit the last file may have more.
    const cut = rows.length < limits.importsRead ? undefined : rows.at(-1)?.from;
    this.#cut = cut;
    const once = new Map<string, string>();
    for (const entry of unknown) {
      if (cut !== undefined && entry.path >= cut) break;
      this.#from.set(entry, this.#resolved(byPath.get(entry.path) ?? [], once));
    }
  }

  #of(path: string): PackedEdges {
    const { catalogue, read } = this.#parts;
    const entry = catalogue.get(path);
    const known = entry === undefined ? undefined : this.#from.get(entry);
    if (known !== undefined) return known.edges;
    const resolved = this.#resolved(read(path), new Map());
    if (entry !== undefined) this.#from.set(entry, resolved);
    return resolved.edges;
  }

  /** `once` has each specifier that many files share. */
  #resolved(rows: readonly ImportRow[], once: Map<string, string>): Known {
    if (rows.length === 0) return NONE;
    const { catalogue, resolve } = this.#parts;
    const asked: Asked = new Set();
    const edges = rows.flatMap((row) => {
      const { line, specifier } = row;
      if (!once.has(specifier)) once.set(specifier, specifier);
      const to = resolve(row, asked);
      // The catalogue's own text of a path is in memory anyway.
      return [to === undefined ? undefined : (catalogue.get(to)?.path ?? to), line, once.get(specifier)];
    });
    return { edges, asked: [...asked] };
  }
}

function isSame(before: PackedEdges, now: PackedEdges): boolean {
  return before.length === now.length && before.every((value, at) => value === now[at]);
}
