import type { FileFacts } from '../../domain/project-view.ts';
import type { WorkspaceFolders } from '../../domain/workspace-folders.ts';
import type { Database } from '../../storage/database.ts';
import type { ParsedCode } from '../code/code-parser.ts';
import { Catalogue } from './catalogue.ts';
import { ChangedTable } from './changed-table.ts';
import { DefinitionTable } from './definition-table.ts';
import type { Entry } from './entry.ts';
import { ImportTable } from './imports/import-table.ts';
import { IndexSearch } from './index-search.ts';
import { IndexWriter, type PutText } from './index-writer.ts';
import type { FileText } from './read-text.ts';
import { SearchMerge } from './search-merge.ts';
import { VectorTable } from './vector-table.ts';
import { WriteAheadLog } from './write-ahead-log.ts';

/** Raised when the same file would be split, classified or redacted otherwise than before: what an older one wrote is dropped. */
export const ANALYSIS = '14';

/** The index of one workspace: files, searchable chunks, definitions and imports. */
export class FileIndex {
  readonly #db: Database;
  readonly #sql: ReturnType<typeof statements>;
  readonly #catalogue: Catalogue;
  readonly #writer: IndexWriter;
  readonly #merge: SearchMerge;
  #complete: boolean;
  readonly search: IndexSearch;
  readonly log: WriteAheadLog;
  readonly changed: ChangedTable;
  readonly vectors: VectorTable;
  readonly definitions: DefinitionTable;
  readonly imports: ImportTable;

  /** @param folders without them every path is that of an only folder. */
  constructor(database: Database, folders?: WorkspaceFolders) {
    this.#db = database;
    this.#sql = statements(database);
    this.#catalogue = new Catalogue(database);
    this.#writer = new IndexWriter(database, this.#catalogue, (path) => folders?.locate(path)?.local ?? path);
    this.#merge = new SearchMerge(database);
    this.search = new IndexSearch(database, this.#catalogue);
    this.log = new WriteAheadLog(database);
    this.changed = new ChangedTable(database);
    this.vectors = new VectorTable(database);
    this.definitions = new DefinitionTable(database, this.#catalogue);
    this.imports = new ImportTable(database, this.#catalogue, folders);
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
      for (const table of ['definitions', 'definers', 'imports', 'import_keys', 'file_terms', 'files', 'meta'])
        this.#db.exec(`DELETE FROM ${table}`);
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

  /** A text that is kept with the index, by name. */
  keptText(name: string): string | undefined {
    return this.#meta(name);
  }

  keepText(name: string, text: string): void {
    this.transaction(() => this.#sql.setMeta.run(name, text));
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
  putText(path: string, file: FileText, put?: PutText): boolean {
    return this.#writer.putText(path, file, put);
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

  /** SHA-1 of the text of a file that is known. */
  hashOf({ id }: Entry): string {
    return String(this.#sql.hashOf.value(id) ?? '');
  }

  has(path: string): boolean {
    return this.#catalogue.get(path) !== undefined;
  }

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

  /** Another number whenever anything of a file changed. */
  get edition(): number {
    return this.#catalogue.edition;
  }

  /** Another number whenever a file came or went. */
  get listed(): number {
    return this.#catalogue.listed;
  }

  /** Another object as often as `listed` is another number. */
  get listing(): object {
    return this.#catalogue.listing;
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

  /** Bytes of product files by folder, down to the second level. */
  folders(): ReadonlyMap<string, number> {
    return this.#catalogue.folders();
  }

  /** How many files wait for their turn to be parsed. */
  waiting(): number {
    return this.#catalogue.unparsedProduct.size + this.#catalogue.unparsedRest.size;
  }

  /** Product files among them. */
  waitingProduct(): number {
    return this.#catalogue.unparsedProduct.size;
  }

  /** Some of the files that wait for their turn, product first, but not these. */
  nextWaiting(limit: number, except: ReadonlySet<string>): string[] {
    const next: string[] = [];
    for (const paths of [this.#catalogue.unparsedProduct, this.#catalogue.unparsedRest])
      for (const path of paths) {
        if (next.length === limit) return next;
        if (!except.has(path)) next.push(path);
      }
    return next;
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

  #meta(key: string): string | undefined {
    const value = this.#sql.meta.get(key)?.value;
    return value === undefined ? undefined : String(value);
  }
}

function statements(db: Database) {
  return {
    hashOf: db.prepare('SELECT hash FROM files WHERE id = ?'),
    meta: db.prepare('SELECT value FROM meta WHERE key = ?'),
    setMeta: db.prepare('INSERT OR REPLACE INTO meta VALUES (?, ?)'),
  };
}
