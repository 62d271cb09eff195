import type { Migration } from '../../storage/migration.ts';

/**
 * Schema of index.db. `chunks` keeps no text of its own (contentless): the files have it. A chunk's rowid is that of its row in
 * `chunk_lines`.
 */
export const indexMigrations: readonly Migration[] = [
  {
    version: 1,
    sql: `
      CREATE TABLE files (
        id INTEGER PRIMARY KEY,
        path TEXT NOT NULL UNIQUE,
        size INTEGER NOT NULL,
        mtime REAL NOT NULL,
        hash TEXT NOT NULL,
        language TEXT NOT NULL,
        kind TEXT NOT NULL,
        lines INTEGER NOT NULL
      );
      CREATE TABLE chunk_lines (
        id INTEGER PRIMARY KEY,
        file INTEGER NOT NULL REFERENCES files (id) ON DELETE CASCADE,
        first INTEGER NOT NULL,
        last INTEGER NOT NULL
      );
      CREATE INDEX chunk_lines_file ON chunk_lines (file);
      CREATE VIRTUAL TABLE chunks USING fts5 (
        path, names, body, content = '', contentless_delete = 1, tokenize = 'porter unicode61'
      );
      CREATE TABLE definitions (
        file INTEGER NOT NULL REFERENCES files (id) ON DELETE CASCADE,
        name TEXT NOT NULL,
        kind TEXT NOT NULL,
        line INTEGER NOT NULL,
        end_line INTEGER NOT NULL,
        exported INTEGER NOT NULL,
        documented INTEGER NOT NULL,
        signature TEXT NOT NULL
      );
      CREATE INDEX definitions_file ON definitions (file);
      CREATE INDEX definitions_name ON definitions (name);
      CREATE TABLE imports (
        file INTEGER NOT NULL REFERENCES files (id) ON DELETE CASCADE,
        line INTEGER NOT NULL,
        specifier TEXT NOT NULL
      );
      CREATE INDEX imports_file ON imports (file);`,
  },
];
