import type { Migration } from '../storage/migration.ts';

/** Schema of answers.db. Times are ms since the epoch; `bytes` is the length of `json`. */
export const answerMigrations: readonly Migration[] = [
  {
    version: 1,
    sql: `
      CREATE TABLE answers (
        digest TEXT PRIMARY KEY,
        json TEXT NOT NULL,
        bytes INTEGER NOT NULL,
        created_at INTEGER NOT NULL,
        used_at INTEGER NOT NULL
      ) WITHOUT ROWID;
      CREATE INDEX answers_used ON answers (used_at);`,
  },
];
