import { LRUCache } from 'lru-cache';
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
  /** By commit and path, as far as it was asked lately. */
  readonly #commits = new LRUCache<string, ReadonlyMap<string, readonly string[]>>({ max: limits.changedAtHand });

  constructor(database: Database) {
    this.#database = database;
    this.#sql = statements(database);
  }

  /** `undefined` when it is not known. */
  get({ commit, path }: CommitFile): readonly string[] | undefined {
    const known = this.#commits.get(commit);
    if (known !== undefined) return known.get(path);
    const read = new Map<string, readonly string[]>();
    for (const { path: file, names } of this.#sql.of.all(commit))
      read.set(
        String(file),
        String(names)
          .split('\n')
          .filter((name) => name !== ''),
      );
    this.#commits.set(commit, read);
    return read.get(path);
  }

  /** Past `limits.changedKept` those that came first go. */
  put({ commit, path }: CommitFile, names: readonly string[]): void {
    this.#commits.delete(commit);
    this.#database.transaction(() => {
      this.#sql.put.run(commit, path, names.join('\n'));
      this.#sql.prune.run(limits.changedKept);
    });
  }
}

function statements(database: Database) {
  return {
    of: database.prepare('SELECT path, names FROM changed WHERE hash = ?'),
    put: database.prepare('INSERT OR REPLACE INTO changed (hash, path, names) VALUES (?, ?, ?)'),
    prune: database.prepare('DELETE FROM changed WHERE id <= (SELECT max(id) FROM changed) - ?'),
  };
}
