import type { Migration } from '../../storage/migration.ts';

/** Schema of traces.db. Times are ms since the epoch. */
export const traceMigrations: readonly Migration[] = [
  {
    version: 1,
    sql: `
      CREATE TABLE traces (
        id TEXT PRIMARY KEY,
        json TEXT NOT NULL,
        started_at INTEGER NOT NULL
      ) WITHOUT ROWID;
      CREATE INDEX traces_started ON traces (started_at);`,
  },
];
