import type { Database, SqlValue, Statement } from '../../storage/database.ts';
import type { FileImport, ParsedCode } from '../code/code-parser.ts';
import { importKeys } from '../code/imports/import-keys.ts';
import { partId, partsOf } from './part-id.ts';

/** Rows of a table by which a file is found: of each file and key one. */
interface Keys {
  readonly add: Statement;
  readonly remove: Statement;
}

/** Rows of a table that are parts of files. */
interface Parts {
  readonly of: Statement;
  readonly put: Statement;
  readonly removeFrom: Statement;
}

/** What code says of a file, in the database: only what reads otherwise than before is written. Every call belongs in a transaction. */
export class CodeRows {
  readonly #definitions: Parts;
  readonly #definers: Keys;
  readonly #imports: Parts;
  readonly #importKeys: Keys;

  constructor(database: Database) {
    this.#definitions = partsIn(database, 'definitions', DEFINITION);
    this.#imports = partsIn(database, 'imports', IMPORT);
    this.#definers = keysIn(database, 'definers', 'name');
    this.#importKeys = keysIn(database, 'import_keys', 'key');
  }

  /** @param file its id. */
  put(file: number, { definitions, imports }: Pick<ParsedCode, 'definitions' | 'imports'>): void {
    const defined = definitions.map((d) => [
      d.name,
      d.kind,
      d.line,
      d.firstLine ?? d.line,
      d.endLine,
      Number(d.exported),
      Number(d.documented),
      d.signature,
      d.doc ?? '',
      d.parent ?? null,
    ]);
    const imported = imports.map(({ line, specifier, names = [] }) => [line, specifier, names.join(' ')]);
    const definedBefore = putParts(this.#definitions, file, defined, DEFINITION);
    const importedBefore = putParts(this.#imports, file, imported, IMPORT);
    putKeys(this.#definers, file, definedBefore.map(nameOf), defined.map(nameOf));
    putKeys(this.#importKeys, file, importKeys(importedBefore.map(importOf)), importKeys(imported.map(importOf)));
  }

  /** @param file its id. */
  remove(file: number): void {
    this.put(file, { definitions: [], imports: [] });
  }
}

const DEFINITION = [
  'name',
  'kind',
  'line',
  'first_line',
  'end_line',
  'exported',
  'documented',
  'signature',
  'doc',
  'parent',
] as const;
const IMPORT = ['line', 'specifier', 'names'] as const;

/** The values of these columns. */
type Row = readonly SqlValue[];

/** Returns the rows of before. */
function putParts(parts: Parts, file: number, rows: readonly Row[], columns: readonly string[]): readonly Row[] {
  const before = parts.of.all(file, file).map((row) => columns.map((column) => row[column] ?? null));
  for (const [at, row] of rows.entries())
    if (!row.every((value, column) => value === before[at]?.[column])) parts.put.run(partId(file, at), ...row);
  if (before.length > rows.length) parts.removeFrom.run(partId(file, rows.length), partId(file, before.length));
  return before;
}

function putKeys(keys: Keys, file: number, then: readonly string[], now: readonly string[]): void {
  const before = new Set(then);
  const after = new Set(now);
  for (const key of before) if (!after.has(key)) keys.remove.run(key, file);
  for (const key of after) if (!before.has(key)) keys.add.run(key, file);
}

function nameOf([name]: Row): string {
  return String(name);
}

/** As it is read from its row, so that its keys are the same whenever they are asked for. */
function importOf([line, specifier, names]: Row): FileImport {
  return {
    line: Number(line),
    specifier: String(specifier),
    names: names === '' ? [] : String(names).split(' '),
  };
}

function partsIn(db: Database, table: string, columns: readonly string[]): Parts {
  const values = columns.map(() => '?').join(', ');
  return {
    of: db.prepare(`SELECT ${columns.join(', ')} FROM ${table} WHERE id BETWEEN ${partsOf('?')} ORDER BY id`),
    put: db.prepare(`INSERT OR REPLACE INTO ${table} (id, ${columns.join(', ')}) VALUES (?, ${values})`),
    removeFrom: db.prepare(`DELETE FROM ${table} WHERE id BETWEEN ? AND ?`),
  };
}

function keysIn(db: Database, table: string, key: string): Keys {
  return {
    add: db.prepare(`INSERT OR IGNORE INTO ${table} (${key}, file) VALUES (?, ?)`),
    remove: db.prepare(`DELETE FROM ${table} WHERE ${key} = ? AND file = ?`),
  };
}
