import { limits } from '../../limits.ts';
import type { Database } from '../../storage/database.ts';

/** A file in a commit. */
export interface CommitFile {
  /** Abbreviated hash. */
  readonly commit: string;
  readonly path: string;
}

/** Which definitions a commit changed in a file. What is past never changes, so that it is kept over restarts. */
export class ChangedTable {
  readonly #database: Database;
  readonly #sql: ReturnType<typeof statements>;

  constructor(database: Database) {
    this.#database = database;
    this.#sql = statements(database);
  }

  /** `undefined` when it is not known. */
  get({ commit, path }: CommitFile): readonly string[] | undefined {
    const row = this.#sql.get.get(commit, path);
    return row === undefined
      ? undefined
      : String(row.names)
          .split('\n')
          .filter((name) => name !== '');
  }

  /** Past `limits.changedKept` those that came first go. */
  put({ commit, path }: CommitFile, names: readonly string[]): void {
    this.#database.transaction(() => {
      this.#sql.put.run(commit, path, names.join('\n'));
      this.#sql.prune.run(limits.changedKept);
    });
  }
}

function statements(database: Database) {
  return {
    get: database.prepare('SELECT names FROM changed WHERE hash = ? AND path = ?'),
    put: database.prepare('INSERT OR REPLACE INTO changed (hash, path, names) VALUES (?, ?, ?)'),
    prune: database.prepare('DELETE FROM changed WHERE id <= (SELECT max(id) FROM changed) - ?'),
  };
}
