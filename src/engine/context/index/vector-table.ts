import { limits } from '../../limits.ts';
import type { Database } from '../../storage/database.ts';

/** Vectors of a file's chunks, one after another, by the hash of its text: what comes back is not embedded again. */
export class VectorTable {
  readonly #database: Database;
  readonly #sql: ReturnType<typeof statements>;

  constructor(database: Database) {
    this.#database = database;
    this.#sql = statements(database);
  }

  /** Hashes of the files whose vectors are known. */
  hashes(model: string): string[] {
    return this.#sql.hashes.all(model).map(({ hash }) => String(hash));
  }

  get(model: string, hash: string): Int8Array | undefined {
    const data = this.#sql.get.get(model, hash)?.data;
    return data instanceof Uint8Array ? new Int8Array(data.buffer, data.byteOffset, data.byteLength) : undefined;
  }

  /** Past `limits.vectorsKept` those that came first go. */
  put(model: string, hash: string, vectors: Int8Array): void {
    this.#database.transaction(() => {
      this.#sql.put.run(model, hash, new Uint8Array(vectors.buffer, vectors.byteOffset, vectors.byteLength));
      this.#sql.prune.run(limits.vectorsKept);
    });
  }
}

function statements(database: Database) {
  return {
    hashes: database.prepare('SELECT hash FROM vectors WHERE model = ?'),
    get: database.prepare('SELECT data FROM vectors WHERE model = ? AND hash = ?'),
    put: database.prepare('INSERT OR REPLACE INTO vectors (model, hash, data) VALUES (?, ?, ?)'),
    prune: database.prepare('DELETE FROM vectors WHERE id <= (SELECT max(id) FROM vectors) - ?'),
  };
}
