import type { Migration } from '../../../storage/migration.ts';

/** Schema of spend.db: tokens and money that models took, by local day and agent. */
export const spendMigrations: readonly Migration[] = [
  {
    version: 1,
    sql: `
      CREATE TABLE spend (
        day TEXT NOT NULL,
        agent TEXT NOT NULL,
        tokens INTEGER NOT NULL,
        cost REAL NOT NULL,
        requests INTEGER NOT NULL,
        PRIMARY KEY (day, agent)
      ) WITHOUT ROWID;`,
  },
];
