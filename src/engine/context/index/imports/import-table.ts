import { posix } from 'node:path';
import type { WorkspaceFolders } from '../../../domain/workspace-folders.ts';
import { limits } from '../../../limits.ts';
import type { Database } from '../../../storage/database.ts';
import { conventionKey } from '../../code/imports/import-conventions.ts';
import { type ImportSettings, noImportSettings } from '../../code/imports/import-settings.ts';
import { aliasTargets, type ImportPlaces, resolveByPlace } from '../../code/imports/resolve-by-settings.ts';
import { findByConvention, resolveImport } from '../../code/imports/resolve-import.ts';
import type { Catalogue } from '../catalogue.ts';
import { partsOf } from '../part-id.ts';
import { ImportGraph } from './import-graph.ts';
import type { ImportRow } from './import-row.ts';
import { type Asked, keyOfFolder, keyOfName, keyOfNamespace, keyOfPath } from './path-keys.ts';
import { Places } from './places.ts';

/** Where an import lies by convention, and what was asked for to find that. */
interface Conventional {
  readonly found: string | undefined;
  readonly asked: readonly number[];
}

/** The imports of the files as they are written, and the files that they mean. */
export class ImportTable {
  readonly #sql: ReturnType<typeof statements>;
  readonly #catalogue: Catalogue;
  readonly #folders: WorkspaceFolders | undefined;
  readonly #places: Places;
  #settings = noImportSettings;
  /** By key, and the edition of the catalogue that they are of. */
  readonly #importers = new Map<string, number>();
  #importersOf = -1;
  /** Where imports lie by convention, and the list of files that this is of. */
  readonly #conventional = new Map<string, Conventional>();
  #conventionalOf = -1;
  readonly graph: ImportGraph;

  /** @param folders without them every path is that of an only folder. */
  constructor(database: Database, catalogue: Catalogue, folders: WorkspaceFolders | undefined) {
    this.#sql = statements(database);
    this.#catalogue = catalogue;
    this.#folders = folders;
    this.#places = new Places(catalogue);
    this.graph = new ImportGraph({
      catalogue,
      read: (from) => this.of(from),
      resolve: (row, asked) => this.#resolve(row, asked),
    });
  }

  of(from: string | undefined): ImportRow[] {
    const rows = from === undefined ? this.#sql.imports.all() : this.#sql.importsFrom.all(from);
    return rows.map((row) => ({
      from: String(row.path),
      line: Number(row.line),
      specifier: String(row.specifier),
      names: row.names === '' ? [] : String(row.names).split(' '),
    }));
  }

  /** The file that an import means, or `undefined` for a library: by the conventions of a language, from the file's own folder on. */
  #resolve({ from, specifier, names }: ImportRow, asked: Asked): string | undefined {
    const { prefix, local } = this.#locate(from);
    const has = (path: string): boolean => this.#has(path, asked);
    const said = aliasTargets(from, specifier, this.#settings.aliases);
    if (said.length > 0) {
      const found = resolveImport(from, specifier, has, [], said);
      if (found !== undefined) return found;
    }
    const hasOwn = prefix === '' ? has : (path: string): boolean => has(prefix + path);
    const own = resolveImport(local, specifier, hasOwn, names, [], this.#byConvention(prefix, asked));
    if (own !== undefined) return prefix + own;
    const other = prefix === '' ? undefined : resolveImport(from, specifier, has, names);
    return other ?? resolveByPlace(from, specifier, this.#settings, this.#placesFor(asked));
  }

  /** What the project says of its own imports, from now on. */
  set settings(settings: ImportSettings) {
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

  /** Most files of a folder import the same: where that lies by convention is looked for once, until a file comes or goes. */
  #byConvention(prefix: string, asked: Asked): typeof findByConvention {
    const known = this.#conventional;
    if (this.#conventionalOf !== this.#catalogue.listed) known.clear();
    this.#conventionalOf = this.#catalogue.listed;
    return (from, specifier) => {
      const key = `${prefix}\n${conventionKey(from, specifier)}`;
      let meant = known.get(key);
      if (meant === undefined) {
        if (known.size >= limits.importsByConvention) known.clear();
        const keys: Asked = new Set();
        const found = findByConvention(from, specifier, (path) => this.#has(prefix + path, keys));
        meant = { found, asked: [...keys] };
        known.set(key, meant);
      }
      for (const one of meant.asked) asked.add(one);
      return meant.found;
    };
  }

  /** The places, asked for these imports. */
  #placesFor(asked: Asked): ImportPlaces {
    const places = this.#places;
    return {
      inFolder(folder) {
        asked.add(keyOfFolder(folder === '' ? '.' : folder));
        return places.inFolder(folder);
      },
      endingWith(path) {
        asked.add(keyOfName(posix.basename(path)));
        return places.endingWith(path);
      },
      inNamespace(namespace) {
        asked.add(keyOfNamespace(namespace.slice(namespace.lastIndexOf('.') + 1)));
        return places.inNamespace(namespace);
      },
    };
  }

  #locate(path: string): { readonly prefix: string; readonly local: string } {
    const found = this.#folders?.locate(path);
    return found === undefined ? { prefix: '', local: path } : { prefix: found.folder.prefix, local: found.local };
  }

  #has(path: string, asked: Asked): boolean {
    asked.add(keyOfPath(path));
    return this.#catalogue.get(path) !== undefined;
  }
}

/** Of files whose code waits to be read, what was read of an earlier text is not told; they count among importers until then. */
const IMPORTS = `SELECT f.path, i.line, i.specifier, i.names FROM files f CROSS JOIN imports i ON i.id BETWEEN ${partsOf('f.id')}`;

function statements(db: Database) {
  return {
    imports: db.prepare(`${IMPORTS} WHERE f.parsed ORDER BY f.path, i.line, i.id LIMIT ${limits.importsRead}`),
    importers: db.prepare('SELECT count(*) AS files FROM import_keys WHERE key = ?'),
    importersOf: db.prepare(
      'SELECT DISTINCT f.path FROM import_keys k JOIN files f ON f.id = k.file WHERE f.parsed AND k.key IN (SELECT value FROM json_each(?)) ORDER BY f.path LIMIT 2000',
    ),
    importsFrom: db.prepare(`${IMPORTS} WHERE f.path = ? AND f.parsed ORDER BY i.line, i.id`),
  };
}
