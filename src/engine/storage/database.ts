/** A value that SQLite keeps. */
export type SqlValue = string | number | bigint | null | Uint8Array;

/** A prepared statement. Parameters bind by position. */
export interface Statement {
  run(...parameters: SqlValue[]): { readonly changes: number };
  get(...parameters: SqlValue[]): Record<string, SqlValue> | undefined;
  all(...parameters: SqlValue[]): Record<string, SqlValue>[];
  /** The first column of the first row, without a row made around it; `undefined` where there is none. */
  value(parameter: SqlValue): SqlValue | undefined;
}

/**
 * SQLite as WEE uses it: one small interface over better-sqlite3 and, where its binary cannot load, `node:sqlite`.
 * Synchronous; whatever scans belongs in the index process.
 */
export interface Database {
  readonly driver: 'better-sqlite3' | 'node:sqlite';
  /** Absolute path, or `:memory:`. */
  readonly path: string;
  exec(sql: string): void;
  prepare(sql: string): Statement;
  /** Runs `work` in one IMMEDIATE transaction; a throw rolls it back and passes on. Not re-entrant. */
  transaction<T>(work: () => T): T;
  close(): void;
}

/** Opens a file or `:memory:` with one driver; says what is wrong by throwing. */
export type OpenDriver = (path: string, busyMs: number) => Database;
