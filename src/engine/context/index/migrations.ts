import type { Migration } from '../../storage/migration.ts';

/**
 * Schema of index.db. All of it is derived from the workspace, so a new shape drops what was there. A file comes in two
 * phases: its text (`files`, `file_terms`, `chunks`), and later what a parser understands of it (`symbols`, `definitions`, `definers`,
 * `imports`, `import_keys`), from when on `files.parsed` is 1. The search tables keep no text of their own (contentless): the
 * files have it. Product code is in `chunks` and all else in `aside`, so that how rare a word is means how rare in product
 * code. A file keeps its id (`paths`, `definitions`, `imports`), and each of its texts has one (`chunks`, `aside`, `symbols`); what are
 * parts of either have ids that tell of which, see `partId`. Words come stemmed.
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
  {
    version: 2,
    sql: `
      DROP TABLE IF EXISTS chunks;
      DROP TABLE IF EXISTS chunk_lines;
      DROP TABLE IF EXISTS definitions;
      DROP TABLE IF EXISTS imports;
      DROP TABLE IF EXISTS files;
      CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
      CREATE TABLE files (
        id INTEGER PRIMARY KEY,
        path TEXT NOT NULL UNIQUE,
        size INTEGER NOT NULL,
        mtime REAL NOT NULL,
        ctime REAL NOT NULL,
        hash TEXT NOT NULL,
        language TEXT NOT NULL,
        kind TEXT NOT NULL,
        lines INTEGER NOT NULL,
        parsed INTEGER NOT NULL DEFAULT 0
      );
      CREATE TABLE chunk_lines (
        id INTEGER PRIMARY KEY,
        file INTEGER NOT NULL REFERENCES files (id) ON DELETE CASCADE,
        first INTEGER NOT NULL,
        last INTEGER NOT NULL
      );
      CREATE INDEX chunk_lines_file ON chunk_lines (file);
      CREATE VIRTUAL TABLE chunks USING fts5 (
        path, body, content = '', contentless_delete = 1, tokenize = 'porter unicode61'
      );
      CREATE VIRTUAL TABLE symbols USING fts5 (
        names, docs, content = '', contentless_delete = 1, tokenize = 'porter unicode61'
      );
      CREATE TABLE definitions (
        file INTEGER NOT NULL REFERENCES files (id) ON DELETE CASCADE,
        name TEXT NOT NULL,
        kind TEXT NOT NULL,
        line INTEGER NOT NULL,
        first_line INTEGER NOT NULL,
        end_line INTEGER NOT NULL,
        exported INTEGER NOT NULL,
        documented INTEGER NOT NULL,
        signature TEXT NOT NULL,
        doc TEXT NOT NULL,
        parent TEXT
      );
      CREATE INDEX definitions_file ON definitions (file);
      CREATE INDEX definitions_name ON definitions (name);
      CREATE TABLE imports (
        file INTEGER NOT NULL REFERENCES files (id) ON DELETE CASCADE,
        line INTEGER NOT NULL,
        specifier TEXT NOT NULL,
        names TEXT NOT NULL
      );
      CREATE INDEX imports_file ON imports (file);
      CREATE TABLE import_keys (
        key TEXT NOT NULL,
        file INTEGER NOT NULL REFERENCES files (id) ON DELETE CASCADE,
        PRIMARY KEY (key, file)
      ) WITHOUT ROWID;
      CREATE INDEX import_keys_file ON import_keys (file);`,
  },
  {
    version: 3,
    sql: `
      DROP TABLE chunks;
      DROP TABLE symbols;
      DROP TABLE chunk_lines;
      DELETE FROM files;
      DELETE FROM meta;
      CREATE TABLE chunk_lines (
        id INTEGER PRIMARY KEY,
        file INTEGER NOT NULL REFERENCES files (id) ON DELETE CASCADE,
        first INTEGER NOT NULL,
        last INTEGER NOT NULL,
        words INTEGER NOT NULL,
        terms BLOB NOT NULL
      );
      CREATE INDEX chunk_lines_file ON chunk_lines (file);
      CREATE VIRTUAL TABLE chunks USING fts5 (
        body, content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 0 tokenchars '_$'"
      );
      CREATE VIRTUAL TABLE aside USING fts5 (
        body, content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 0 tokenchars '_$'"
      );
      CREATE VIRTUAL TABLE paths USING fts5 (
        path, content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 0 tokenchars '_$'"
      );
      CREATE VIRTUAL TABLE symbols USING fts5 (
        names, docs, content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 0 tokenchars '_$'"
      );
      CREATE VIRTUAL TABLE chunk_words USING fts5vocab (chunks, 'row');`,
  },
  {
    version: 4,
    // They had been written the other way round.
    sql: 'UPDATE definitions SET line = first_line, first_line = line;',
  },
  {
    version: 5,
    sql: `
      CREATE TABLE changed (
        id INTEGER PRIMARY KEY,
        hash TEXT NOT NULL,
        path TEXT NOT NULL,
        names TEXT NOT NULL,
        UNIQUE (hash, path)
      );`,
  },
  {
    version: 6,
    sql: `
      CREATE TABLE vectors (
        id INTEGER PRIMARY KEY,
        model TEXT NOT NULL,
        hash TEXT NOT NULL,
        data BLOB NOT NULL,
        UNIQUE (model, hash)
      );`,
  },
  {
    version: 7,
    // What is in the index is dropped with its analysis.
    sql: `
      ALTER TABLE chunk_lines DROP COLUMN words;
      ALTER TABLE chunk_lines DROP COLUMN terms;
      CREATE TABLE file_terms (
        file INTEGER PRIMARY KEY REFERENCES files (id) ON DELETE CASCADE,
        terms BLOB NOT NULL
      );
      ALTER TABLE files ADD COLUMN secrets INTEGER NOT NULL DEFAULT 1;`,
  },
  {
    version: 8,
    // Parts are merged behind the questions, see `SearchMerge`: not in the middle of a save, where that took 50 ms.
    sql: ['chunks', 'aside', 'paths', 'symbols']
      .map((table) => `INSERT INTO ${table} (${table}, rank) VALUES ('automerge', 0);`)
      .join('\n'),
  },
  {
    version: 9,
    // How often a word stands is counted in what is remembered of it, see `WordPostings`.
    sql: 'DROP TABLE chunk_words;',
  },
  {
    version: 10,
    // A file keeps its id when its text changes, so that a save writes only what differs.
    sql: `
      DROP TABLE chunk_lines;
      DROP TABLE definitions;
      DROP TABLE imports;
      DROP TABLE import_keys;
      DROP TABLE file_terms;
      DROP TABLE files;
      DELETE FROM meta;
      INSERT INTO chunks (chunks) VALUES ('delete-all');
      INSERT INTO aside (aside) VALUES ('delete-all');
      INSERT INTO paths (paths) VALUES ('delete-all');
      INSERT INTO symbols (symbols) VALUES ('delete-all');
      CREATE TABLE files (
        id INTEGER PRIMARY KEY,
        path TEXT NOT NULL UNIQUE,
        text INTEGER NOT NULL,
        size INTEGER NOT NULL,
        mtime REAL NOT NULL,
        ctime REAL NOT NULL,
        hash TEXT NOT NULL,
        language TEXT NOT NULL,
        kind TEXT NOT NULL,
        lines INTEGER NOT NULL,
        parsed INTEGER NOT NULL,
        secrets INTEGER NOT NULL
      );
      CREATE TABLE file_terms (file INTEGER PRIMARY KEY, terms BLOB NOT NULL);
      CREATE TABLE definitions (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL,
        kind TEXT NOT NULL,
        line INTEGER NOT NULL,
        first_line INTEGER NOT NULL,
        end_line INTEGER NOT NULL,
        exported INTEGER NOT NULL,
        documented INTEGER NOT NULL,
        signature TEXT NOT NULL,
        doc TEXT NOT NULL,
        parent TEXT
      );
      CREATE TABLE definers (name TEXT NOT NULL, file INTEGER NOT NULL, PRIMARY KEY (name, file)) WITHOUT ROWID;
      CREATE TABLE imports (
        id INTEGER PRIMARY KEY,
        line INTEGER NOT NULL,
        specifier TEXT NOT NULL,
        names TEXT NOT NULL
      );
      CREATE TABLE import_keys (key TEXT NOT NULL, file INTEGER NOT NULL, PRIMARY KEY (key, file)) WITHOUT ROWID;`,
  },
];
