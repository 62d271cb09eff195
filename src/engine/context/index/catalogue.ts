import type { FileKind } from '../../domain/project-view.ts';
import { limits } from '../../limits.ts';
import type { Database, SqlValue } from '../../storage/database.ts';
import type { Entry, Stamp } from './entry.ts';
import { type FileChange, FileOrder } from './file-order.ts';
import { FolderBytes } from './folder-bytes.ts';
import { KnownFile } from './known-file.ts';

/** A file that changed, came or went: what it was before, and is now, can be told from `before` and from the index. */
export interface Changed {
  readonly path: string;
  /** `undefined` when it was not there. */
  readonly before: Entry | undefined;
}

/**
 * The files of an index in memory, so that nothing that is asked often has to look at every row. Kept by every write; read anew
 * when another process has written.
 */
export class Catalogue {
  readonly #db: Database;
  readonly #load;
  readonly #version;
  #entries = new Map<string, KnownFile>();
  #bytes = new Map<string, number>();
  #folders = new FolderBytes();
  #sorted: Entry[] | undefined;
  /** By id, as they were before `#moved`. */
  #order: FileOrder | undefined;
  #moved: FileChange[] = [];
  #seen: SqlValue | undefined;
  readonly #unparsedProduct = new Set<string>();
  readonly #unparsed = new Set<string>();
  #productChunks = 0;
  #edition = 0;
  /** The last changes, the newest at the end. */
  #changes: Changed[] = [];
  #listed = 0;
  #listing = { listed: -1 };
  #versions = 0;
  #reloads = 0;
  #highest = 0;
  #parsed: { readonly of: FileOrder; readonly until: number } | undefined;

  constructor(db: Database) {
    this.#db = db;
    this.#load = this.#db.prepare(
      'SELECT id, text, path, size, mtime, ctime, language, kind, lines, parsed, secrets FROM files',
    );
    this.#version = this.#db.prepare('PRAGMA data_version');
  }

  /** Reads everything anew if another process has written since; returns whether it did. */
  refresh(): boolean {
    const version = this.#version.get()?.data_version;
    if (version === this.#seen) return false;
    this.reload();
    this.#seen = version;
    return true;
  }

  /** Rises when anything changed that was read of a file. */
  get edition(): number {
    return this.#edition;
  }

  /** The files that changed, came or went since this edition; `undefined` where that is too long ago: then everything may be another. */
  changedSince(edition: number): readonly Changed[] | undefined {
    const changes = this.#edition - edition;
    if (edition < 0 || changes > this.#changes.length) return undefined;
    const then = new Map<string, Changed>();
    // Of a file that changed more than once, what was first.
    for (const change of this.#changes.slice(this.#changes.length - changes))
      if (!then.has(change.path)) then.set(change.path, change);
    return [...then.values()];
  }

  /** Rises when a file came, went or became one of another kind. */
  get listed(): number {
    return this.#listed;
  }

  /** Rises when everything was read anew: what was known of a file by its id may not hold. */
  get reloads(): number {
    return this.#reloads;
  }

  /** An id that no file and no text has, nor had since everything was read. */
  nextId(): number {
    return ++this.#highest;
  }

  /** Another object as often as `listed` is another number. */
  get listing(): object {
    if (this.#listing.listed !== this.#listed) this.#listing = { listed: this.#listed };
    return this.#listing;
  }

  /** Reads everything anew: a transaction failed half way. */
  reload(): void {
    this.#reloads++;
    this.#edition++;
    this.#changes = [];
    this.#listed++;
    this.#entries = new Map();
    this.#sorted = undefined;
    this.#forgetOrder();
    this.#bytes = new Map();
    this.#folders = new FolderBytes();
    this.#unparsedProduct.clear();
    this.#unparsed.clear();
    this.#productChunks = 0;
    const names = new Map<SqlValue | undefined, string>();
    // A few dozen texts, each in thousands of rows.
    const once = (name: SqlValue | undefined): string => {
      const kept = names.get(name) ?? String(name);
      names.set(name, kept);
      return kept;
    };
    for (const row of this.#load.all()) {
      this.set({
        id: Number(row.id),
        text: Number(row.text),
        path: String(row.path),
        language: once(row.language),
        kind: once(row.kind) as FileKind,
        lines: Number(row.lines),
        stamp: { size: Number(row.size), mtime: Number(row.mtime), ctime: Number(row.ctime) },
        parsed: row.parsed === 1,
        clean: row.secrets === 0,
      });
    }
  }

  get(path: string): Entry | undefined {
    return this.#entries.get(path);
  }

  /** The files by id, as they are now. */
  order(): FileOrder {
    if (this.#moved.length > 0) this.#order = this.#order?.after(this.#moved);
    this.#moved = [];
    this.#order ??= FileOrder.of(this.#entries.values());
    return this.#order;
  }

  /** Every text up to this id was parsed. */
  parsedUntil(): number {
    const order = this.order();
    if (this.#parsed?.of === order) return this.#parsed.until;
    let until = order.lastText;
    for (const waiting of [this.#unparsedProduct, this.#unparsed])
      for (const path of waiting) until = Math.min(until, (this.#entries.get(path)?.text ?? 1) - 1);
    this.#parsed = { of: order, until };
    return until;
  }

  /** `version` is kept where the text is the same. */
  set(facts: Omit<Entry, 'bytes' | 'version'> & { readonly version?: number }): void {
    const entry = new KnownFile({ ...facts, version: facts.version ?? ++this.#versions });
    const known = this.#entries.get(entry.path);
    this.#highest = Math.max(this.#highest, entry.id, entry.text);
    this.#changed(entry.path, known);
    if (known === undefined || this.#moved.length === limits.changesOrdered) this.#forgetOrder();
    else if (this.#order !== undefined) this.#moved.push({ before: known, entry });
    if (known?.kind !== entry.kind) this.#listed++;
    if (known !== undefined) this.#count(known, -1);
    this.#entries.set(entry.path, entry);
    this.#count(entry, 1);
    if (this.#sorted === undefined) return;
    const at = placeOf(this.#sorted, entry.path);
    this.#sorted.splice(at, known === undefined ? 0 : 1, entry);
  }

  /** The same text has another stamp: what is remembered of the file stands. */
  touch(path: string, stamp: Stamp): void {
    const known = this.#entries.get(path);
    if (known === undefined) return;
    if (known.bytes === stamp.size) known.touch(stamp);
    else this.set({ ...known, stamp });
  }

  delete(path: string): void {
    const known = this.#entries.get(path);
    if (known === undefined) return;
    this.#changed(path, known);
    this.#forgetOrder();
    this.#listed++;
    this.#entries.delete(path);
    this.#count(known, -1);
    this.#sorted?.splice(placeOf(this.#sorted, path), 1);
  }

  get size(): number {
    return this.#entries.size;
  }

  /** Paths of product files whose turn to be parsed has not come, in the order in which it comes. */
  get unparsedProduct(): ReadonlySet<string> {
    return this.#unparsedProduct;
  }

  /** Those of all other files, whose turn comes after product's. */
  get unparsedRest(): ReadonlySet<string> {
    return this.#unparsed;
  }

  paths(): IterableIterator<string> {
    return this.#entries.keys();
  }

  get productChunks(): number {
    return this.#productChunks;
  }

  /** By path; follows later writes. */
  files(): readonly Entry[] {
    this.#sorted ??= [...this.#entries.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
    return this.#sorted;
  }

  /** The files in a folder, however deep. */
  under(folder: string): readonly Entry[] {
    const files = this.files();
    // `0` comes right after `/`.
    return files.slice(placeOf(files, `${folder}/`), placeOf(files, `${folder}0`));
  }

  /** Bytes of product and test files, by language. */
  languages(): ReadonlyMap<string, number> {
    return this.#bytes;
  }

  /** Bytes of product files by folder, down to the second level. */
  folders(): ReadonlyMap<string, number> {
    return this.#folders.bytes;
  }

  #forgetOrder(): void {
    this.#order = undefined;
    this.#moved = [];
  }

  #changed(path: string, before: Entry | undefined): void {
    this.#edition++;
    this.#changes.push({ path, before });
    // Seldom, and not one at a time.
    if (this.#changes.length > 2 * limits.changesFollowed) this.#changes = this.#changes.slice(-limits.changesFollowed);
  }

  #count(entry: Entry, sign: 1 | -1): void {
    const unparsed = entry.kind === 'product' ? this.#unparsedProduct : this.#unparsed;
    if (sign > 0 && !entry.parsed) unparsed.add(entry.path);
    else unparsed.delete(entry.path);
    if (entry.kind === 'product') this.#folders.count(entry, sign);
    if (entry.kind === 'product') this.#productChunks += sign * Math.ceil(entry.lines / limits.chunkLines);
    if (entry.kind !== 'product' && entry.kind !== 'test') return;
    this.#bytes.set(entry.language, (this.#bytes.get(entry.language) ?? 0) + sign * entry.bytes);
  }
}

/** Where a path stands, or would stand, in a sorted list. */
function placeOf(sorted: readonly Entry[], path: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle]?.path ?? '') < path) low = middle + 1;
    else high = middle;
  }
  return low;
}
