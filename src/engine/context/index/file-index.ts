import { LRUCache } from 'lru-cache';
import type { Definition, FileFacts, ImportEdge } from '../../domain/project-view.ts';
import type { WorkspaceFolders } from '../../domain/workspace-folders.ts';
import { limits } from '../../limits.ts';
import type { Database, SqlValue } from '../../storage/database.ts';
import type { ParsedCode } from '../code/code-parser.ts';
import { type ImportSettings, noImportSettings } from '../code/import-settings.ts';
import { aliasTargets, resolveByPlace } from '../code/resolve-by-settings.ts';
import { resolveImport } from '../code/resolve-import.ts';
import { Catalogue, type Entry } from './catalogue.ts';
import { ChangedTable } from './changed-table.ts';
import { ImportGraph } from './import-graph.ts';
import { IndexSearch } from './index-search.ts';
import { IndexWriter } from './index-writer.ts';
import { Places } from './places.ts';
import type { FileText } from './read-text.ts';
import { SearchMerge } from './search-merge.ts';
import { VectorTable } from './vector-table.ts';

/** Raised when the same file would be split or classified otherwise than before: what an older one wrote is dropped. */
const ANALYSIS = '6';

/** An import as it is written, and the names taken from it. */
export interface ImportRow extends Omit<ImportEdge, 'to'> {
  readonly names: readonly string[];
}

/** The index of one workspace: files, searchable chunks, definitions and imports. */
export class FileIndex {
  readonly #db: Database;
  readonly #sql: ReturnType<typeof statements>;
  readonly #catalogue: Catalogue;
  readonly #writer: IndexWriter;
  readonly #merge: SearchMerge;
  #complete: boolean;
  /** By key, and the edition of the catalogue that they are of. */
  readonly #importers = new Map<string, number>();
  #importersOf = -1;
  readonly search: IndexSearch;
  readonly changed: ChangedTable;
  readonly vectors: VectorTable;
  readonly graph: ImportGraph;
  /** An entry is another when its file changed, or another process wrote. */
  readonly #definitions = new LRUCache<Entry, readonly Definition[]>({
    maxSize: limits.definitionsKept,
    sizeCalculation: (list) => 1 + list.length,
  });
  readonly #folders: WorkspaceFolders | undefined;
  readonly #places: Places;
  #settings = noImportSettings;

  /** @param folders without them every path is that of an only folder. */
  constructor(database: Database, folders?: WorkspaceFolders) {
    this.#db = database;
    this.#folders = folders;
    this.#sql = statements(database);
    this.#catalogue = new Catalogue(database);
    this.#writer = new IndexWriter(database, this.#catalogue, (path) => this.#locate(path).local);
    this.#merge = new SearchMerge(database);
    this.search = new IndexSearch(database, this.#catalogue);
    this.changed = new ChangedTable(database);
    this.vectors = new VectorTable(database);
    this.#places = new Places(this.#catalogue);
    this.graph = new ImportGraph({
      catalogue: this.#catalogue,
      read: (from) => this.imports(from),
      resolve: ({ from, specifier, names }) => this.resolve(from, specifier, names),
    });
    if (this.#meta('analysis') !== ANALYSIS) this.clear();
    this.#complete = this.#meta('complete') === '1';
    this.refresh();
  }

  /** Whether another process has written since the last look; then everything in memory was read anew. */
  refresh(): boolean {
    return this.#catalogue.refresh();
  }

  /** One transaction, written by this process alone. A throw undoes it whole. */
  transaction<T>(work: () => T): T {
    try {
      return this.#db.transaction(() => {
        this.#catalogue.refresh();
        return work();
      });
    } catch (error) {
      this.#catalogue.reload();
      throw error;
    }
  }

  /** Forgets everything. */
  clear(): void {
    this.transaction(() => {
      for (const table of ['chunks', 'aside', 'paths', 'symbols'])
        this.#db.exec(`INSERT INTO ${table} (${table}) VALUES ('delete-all')`);
      this.#db.exec('DELETE FROM chunk_lines; DELETE FROM definitions; DELETE FROM imports; DELETE FROM import_keys');
      this.#db.exec('DELETE FROM files; DELETE FROM meta');
      this.#sql.setMeta.run('analysis', ANALYSIS);
    });
    this.#catalogue.reload();
    this.#complete = false;
  }

  /** Whether a first look at the whole workspace has come to its end; what follows is changes. */
  get complete(): boolean {
    return this.#complete;
  }

  markComplete(): void {
    if (this.#complete) return;
    this.transaction(() => this.#sql.setMeta.run('complete', '1'));
    this.#complete = true;
  }

  /** One short step towards a faster search, see `SearchMerge`. Returns whether there is no more to be done. */
  merge(): boolean {
    return this.transaction(() => {
      const first = this.#meta('merged') === undefined;
      const done = this.#merge.step(first);
      if (done && first) this.#sql.setMeta.run('merged', '1');
      return done;
    });
  }

  /** See `IndexWriter`. Call within a transaction. */
  putText(path: string, file: FileText): boolean {
    return this.#writer.putText(path, file);
  }

  /** See `IndexWriter`. Call within a transaction. */
  putCode(path: string, parsed: ParsedCode): void {
    this.#writer.putCode(path, parsed);
  }

  /** Call within a transaction. Returns whether the file was known. */
  remove(path: string): boolean {
    return this.#writer.remove(path);
  }

  /** What is known of a file. */
  entry(path: string): Entry | undefined {
    return this.#catalogue.get(path);
  }

  has(path: string): boolean {
    return this.#catalogue.get(path) !== undefined;
  }

  /** By path. */
  /** By path. */
  entries(): readonly Entry[] {
    return this.#catalogue.files();
  }

  files(): readonly FileFacts[] {
    return this.#catalogue.files();
  }

  file(path: string): FileFacts | undefined {
    return this.#catalogue.get(path);
  }

  paths(): IterableIterator<string> {
    return this.#catalogue.paths();
  }

  /** Paths of the files in a folder, however deep. */
  under(folder: string): string[] {
    return this.#catalogue.under(folder).map(({ path }) => path);
  }

  /** Another number whenever a file came or went. */
  get listed(): number {
    return this.#catalogue.listed;
  }

  count(): number {
    return this.#catalogue.size;
  }

  /** Chunks of product code, about: what the rarity of a word is measured against. */
  productChunks(): number {
    return this.#catalogue.productChunks;
  }

  /** Bytes of product and test files, by language. */
  languages(): ReadonlyMap<string, number> {
    return this.#catalogue.languages();
  }

  /** How many files wait for their turn to be parsed. */
  waiting(): number {
    return this.#catalogue.unparsed.size;
  }

  /** Some of the files that wait for their turn. */
  nextWaiting(limit: number): string[] {
    const next: string[] = [];
    for (const path of this.#catalogue.unparsed) {
      if (next.length === limit) break;
      next.push(path);
    }
    return next;
  }

  /** By path and line: those of a file, by a name, or all of them up to a limit. */
  definitions(of: { readonly path?: string | undefined; readonly name?: string | undefined }): readonly Definition[] {
    const entry = of.path === undefined || of.name !== undefined ? undefined : this.#catalogue.get(of.path);
    if (entry === undefined) return this.#readDefinitions(of);
    const known = this.#definitions.get(entry);
    if (known !== undefined) return known;
    const read = this.#readDefinitions(of);
    this.#definitions.set(entry, read);
    return read;
  }

  /** Paths of files of product code that define a name, in no order. */
  productDefining(name: string, limit: number): string[] {
    return JSON.parse(String(this.#sql.productDefining.get(name, limit)?.paths ?? '[]')) as string[];
  }

  #readDefinitions(of: { readonly path?: string | undefined; readonly name?: string | undefined }): Definition[] {
    return this.#definitionRows(of).map((row) => ({
      path: String(row.path),
      name: String(row.name),
      kind: String(row.kind) as Definition['kind'],
      line: Number(row.line),
      endLine: Number(row.end_line),
      exported: row.exported === 1,
      documented: row.documented === 1,
      signature: String(row.signature),
      firstLine: Number(row.first_line),
      ...(row.doc !== '' && { doc: String(row.doc) }),
      ...(row.parent !== null && { parent: String(row.parent) }),
    }));
  }

  imports(from: string | undefined): ImportRow[] {
    const rows = from === undefined ? this.#sql.imports.all() : this.#sql.importsFrom.all(from);
    return rows.map((row) => ({
      from: String(row.path),
      line: Number(row.line),
      specifier: String(row.specifier),
      names: row.names === '' ? [] : String(row.names).split(' '),
    }));
  }

  /** The file that an import means, or `undefined` for a library: by the conventions of a language, from the file's own folder on. */
  resolve(from: string, specifier: string, names: readonly string[] = []): string | undefined {
    const { prefix, local } = this.#locate(from);
    const has = (path: string): boolean => this.has(path);
    const said = aliasTargets(from, specifier, this.#settings.aliases);
    if (said.length > 0) {
      const found = resolveImport(from, specifier, has, [], said);
      if (found !== undefined) return found;
    }
    const own = resolveImport(local, specifier, (path) => this.has(prefix + path), names);
    if (own !== undefined) return prefix + own;
    const other = prefix === '' ? undefined : resolveImport(from, specifier, has, names);
    return other ?? resolveByPlace(from, specifier, this.#settings, this.#places);
  }

  /** What the project says of its own imports, from now on. */
  set importSettings(settings: ImportSettings) {
    if (settings === this.#settings) return;
    this.#settings = settings;
    this.graph.forget();
  }

  /** Files with an import under one of these keys, by path; see `importKeys`. */
  importersOf(keys: readonly string[]): string[] {
    return this.#sql.importersOf.all(JSON.stringify(keys)).map((row) => String(row.path));
  }

  /** How many files have an import under this key; see `importKeys`. */
  importers(key: string): number {
    const { edition } = this.#catalogue;
    if (edition !== this.#importersOf || this.#importers.size >= limits.namesKept) this.#importers.clear();
    this.#importersOf = edition;
    const known = this.#importers.get(key) ?? Number(this.#sql.importers.value(key) ?? 0);
    this.#importers.set(key, known);
    return known;
  }

  /** Bytes of the database on disk. */
  bytes(): number {
    const pages = Number(this.#db.prepare('PRAGMA page_count').get()?.page_count ?? 0);
    return this.#db.path === ':memory:'
      ? 0
      : pages * Number(this.#db.prepare('PRAGMA page_size').get()?.page_size ?? 0);
  }

  close(): void {
    this.#db.close();
  }

  #definitionRows({
    path,
    name,
  }: {
    readonly path?: string | undefined;
    readonly name?: string | undefined;
  }): Record<string, SqlValue>[] {
    if (name !== undefined) return this.#sql.definitionsNamed.all(name, path ?? null, path ?? null);
    return path === undefined ? this.#sql.definitions.all() : this.#sql.definitionsIn.all(path);
  }

  #locate(path: string): { readonly prefix: string; readonly local: string } {
    const found = this.#folders?.locate(path);
    return found === undefined ? { prefix: '', local: path } : { prefix: found.folder.prefix, local: found.local };
  }

  #meta(key: string): string | undefined {
    const value = this.#sql.meta.get(key)?.value;
    return value === undefined ? undefined : String(value);
  }
}

const DEFINITIONS = 'SELECT f.path, d.* FROM definitions d JOIN files f ON f.id = d.file';
const IMPORTS = 'SELECT f.path, i.line, i.specifier, i.names FROM imports i JOIN files f ON f.id = i.file';

function statements(db: Database) {
  return {
    meta: db.prepare('SELECT value FROM meta WHERE key = ?'),
    setMeta: db.prepare('INSERT OR REPLACE INTO meta VALUES (?, ?)'),
    // One statement for each way to ask: with `? IS NULL OR …` every row would be looked at.
    definitions: db.prepare(`${DEFINITIONS} ORDER BY f.path, d.line LIMIT 5000`),
    definitionsIn: db.prepare(`${DEFINITIONS} WHERE f.path = ? ORDER BY d.line`),
    definitionsNamed: db.prepare(
      `${DEFINITIONS} WHERE d.name = ? AND (? IS NULL OR f.path = ?) ORDER BY f.path, d.line LIMIT 5000`,
    ),
    productDefining: db.prepare(
      `SELECT json_group_array(path) AS paths FROM
         (SELECT DISTINCT f.path FROM definitions d JOIN files f ON f.id = d.file WHERE d.name = ? AND f.kind = 'product' LIMIT ?)`,
    ),
    imports: db.prepare(`${IMPORTS} ORDER BY f.path, i.line LIMIT ${limits.importsRead}`),
    importers: db.prepare('SELECT count(*) AS files FROM import_keys WHERE key = ?'),
    importersOf: db.prepare(
      'SELECT DISTINCT f.path FROM import_keys k JOIN files f ON f.id = k.file WHERE k.key IN (SELECT value FROM json_each(?)) ORDER BY f.path LIMIT 2000',
    ),
    importsFrom: db.prepare(`${IMPORTS} WHERE f.path = ? ORDER BY i.line`),
  };
}
