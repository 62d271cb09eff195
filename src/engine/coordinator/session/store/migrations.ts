import type { Migration } from '../../../storage/migration.ts';

/** Schema of sessions.db. Times are ms since the epoch. */
export const sessionMigrations: readonly Migration[] = [
  {
    version: 1,
    sql: `
      CREATE TABLE sessions (
        id TEXT PRIMARY KEY,
        json TEXT NOT NULL,
        started_at INTEGER NOT NULL
      ) WITHOUT ROWID;
      CREATE INDEX sessions_started ON sessions (started_at);`,
  },
];
