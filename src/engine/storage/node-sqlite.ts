import type { Database, OpenDriver, Statement } from './database.ts';

/** The driver over Node's own SQLite, where better-sqlite3 cannot load. */
export async function openNodeSqlite(): Promise<OpenDriver> {
  const { DatabaseSync } = await import('node:sqlite');
  return (path, busyMs) => {
    const raw = new DatabaseSync(path, { timeout: busyMs });
    const database: Database = {
      driver: 'node:sqlite',
      path,
      exec: (sql) => raw.exec(sql),
      prepare(sql): Statement {
        const statement = raw.prepare(sql);
        return {
          run: (...parameters) => ({ changes: Number(statement.run(...parameters).changes) }),
          get: (...parameters) => statement.get(...parameters),
          all: (...parameters) => statement.all(...parameters),
          value(parameter) {
            const row = statement.get(parameter);
            return row === undefined ? undefined : Object.values(row)[0];
          },
        };
      },
      transaction(work) {
        raw.exec('BEGIN IMMEDIATE');
        try {
          const result = work();
          raw.exec('COMMIT');
          return result;
        } catch (error) {
          if (raw.isTransaction) raw.exec('ROLLBACK');
          throw error;
        }
      },
      close: () => raw.close(),
    };
    return database;
  };
}
