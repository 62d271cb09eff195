import type { Database, OpenDriver, SqlValue, Statement } from './database.ts';

/** The driver over better-sqlite3, with the binary at `binding`. Loads the binary at once, so that a bad one is noticed here. */
export async function openBetterSqlite(binding: string): Promise<OpenDriver> {
  const { default: BetterSqlite } = await import('better-sqlite3');
  const open: OpenDriver = (path, busyMs) => {
    const raw = new BetterSqlite(path, { nativeBinding: binding, timeout: busyMs });
    const database: Database = {
      driver: 'better-sqlite3',
      path,
      exec: (sql) => {
        raw.exec(sql);
      },
      prepare(sql): Statement {
        const statement = raw.prepare<SqlValue[], Record<string, SqlValue>>(sql);
        let plucked: { get(parameter: SqlValue): SqlValue | undefined } | undefined;
        return {
          run: (...parameters) => ({ changes: statement.run(...parameters).changes }),
          get: (...parameters) => statement.get(...parameters),
          all: (...parameters) => statement.all(...parameters),
          value(parameter) {
            plucked ??= raw.prepare<[SqlValue], SqlValue>(sql).pluck();
            return plucked.get(parameter);
          },
        };
      },
      transaction: (work) => raw.transaction(work).immediate(),
      close: () => {
        raw.close();
      },
    };
    return database;
  };
  open(':memory:', 0).close();
  return open;
}
