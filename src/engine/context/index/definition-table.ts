import { LRUCache } from 'lru-cache';
import type { Definition } from '../../domain/project-view.ts';
import { limits } from '../../limits.ts';
import type { Database, SqlValue } from '../../storage/database.ts';
import type { Catalogue } from './catalogue.ts';
import type { Entry } from './entry.ts';
import { partsOf } from './part-id.ts';

/** The definitions of the files; those of files that were asked for last are in memory. */
export class DefinitionTable {
  readonly #sql: ReturnType<typeof statements>;
  readonly #catalogue: Catalogue;
  /** An entry is another when its file changed, or another process wrote. */
  readonly #definitions = new LRUCache<Entry, readonly Definition[]>({
    maxSize: limits.definitionsKept,
    sizeCalculation: (list) => 1 + list.length,
  });
  /** Files that define a name, by how many were asked for and the name, and the edition of the catalogue that they are of. */
  readonly #product = new LRUCache<string, readonly string[]>({ max: limits.definersKept });
  #productOf = -1;

  constructor(database: Database, catalogue: Catalogue) {
    this.#sql = statements(database);
    this.#catalogue = catalogue;
  }

  /** By path and line: those of a file, by a name, or all of them up to a limit. */
  of(of: { readonly path?: string | undefined; readonly name?: string | undefined }): readonly Definition[] {
    const entry = of.path === undefined || of.name !== undefined ? undefined : this.#catalogue.get(of.path);
    if (entry === undefined) return this.#readDefinitions(of);
    const known = this.#definitions.get(entry);
    if (known !== undefined) return known;
    const read = this.#readDefinitions(of);
    this.#definitions.set(entry, read);
    return read;
  }

  /** Paths of files of product code that define a name, in no order; remembered until a file changes. */
  inProduct(name: string, limit: number): readonly string[] {
    const { edition } = this.#catalogue;
    if (edition !== this.#productOf) this.#product.clear();
    this.#productOf = edition;
    const key = `${limit} ${name}`;
    const known = this.#product.get(key);
    if (known !== undefined) return known;
    const paths = JSON.parse(String(this.#sql.productDefining.get(name, limit)?.paths ?? '[]')) as string[];
    // The catalogue's own text of a path is in memory anyway.
    const defining = paths.map((path) => this.#catalogue.get(path)?.path ?? path);
    this.#product.set(key, defining);
    return defining;
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
}

/** Of files whose code waits to be read, what was read of an earlier text is not told. */
const DEFINITIONS = `SELECT f.path, d.* FROM files f CROSS JOIN definitions d ON d.id BETWEEN ${partsOf('f.id')}`;
function statements(db: Database) {
  return {
    // One statement for each way to ask: with `? IS NULL OR …` every row would be looked at.
    definitions: db.prepare(`${DEFINITIONS} WHERE f.parsed ORDER BY f.path, d.line, d.id LIMIT 5000`),
    definitionsIn: db.prepare(`${DEFINITIONS} WHERE f.path = ? AND f.parsed ORDER BY d.line, d.id`),
    definitionsNamed: db.prepare(
      `SELECT f.path, d.* FROM definers n CROSS JOIN files f ON f.id = n.file CROSS JOIN definitions d ON d.id BETWEEN ${partsOf('f.id')}
       WHERE n.name = ? AND d.name = n.name AND f.parsed AND (? IS NULL OR f.path = ?) ORDER BY f.path, d.line, d.id LIMIT 5000`,
    ),
    productDefining: db.prepare(
      `SELECT json_group_array(path) AS paths FROM
         (SELECT f.path FROM definers n CROSS JOIN files f ON f.id = n.file WHERE n.name = ? AND f.kind = 'product' AND f.parsed LIMIT ?)`,
    ),
  };
}
