import type { Migration } from '../../storage/migration.ts';

/**
 * Schema of answers.db. Times are ms since the epoch, durations ms, `bytes` the length of its body (see answer-codec.ts), `worth`
 * as worthOf gives it, `id` made of the digest (see row-id.ts), `files` as joinedFiles gives them. `totals` is kept up with every
 * change, so that no window ever has to count. `asked` remembers per question what its last prompt was made of (see ask-journal.ts).
 */
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
  {
    version: 2,
    sql: `
      DROP TABLE answers;
      CREATE TABLE answers (
        id INTEGER PRIMARY KEY,
        digest TEXT NOT NULL,
        agent TEXT NOT NULL,
        backend TEXT NOT NULL,
        question TEXT NOT NULL,
        created_at INTEGER NOT NULL,
        used_at INTEGER NOT NULL,
        hits INTEGER NOT NULL,
        cost REAL NOT NULL,
        tokens INTEGER NOT NULL,
        bytes INTEGER NOT NULL,
        worth REAL NOT NULL,
        body BLOB NOT NULL
      );
      CREATE INDEX answers_digest ON answers (digest);
      CREATE INDEX answers_worth ON answers (worth);
      CREATE INDEX answers_created ON answers (created_at);
      CREATE INDEX answers_used ON answers (used_at);
      CREATE TABLE answer_files (
        path TEXT NOT NULL,
        answer INTEGER NOT NULL REFERENCES answers ON DELETE CASCADE,
        PRIMARY KEY (path, answer)
      ) WITHOUT ROWID;
      CREATE INDEX answer_files_answer ON answer_files (answer);
      CREATE TABLE totals (entries INTEGER NOT NULL, bytes INTEGER NOT NULL, inflation REAL NOT NULL);
      INSERT INTO totals VALUES (0, 0, 0);
      CREATE TRIGGER answers_in AFTER INSERT ON answers
        BEGIN UPDATE totals SET entries = entries + 1, bytes = bytes + new.bytes; END;
      CREATE TRIGGER answers_out AFTER DELETE ON answers
        BEGIN UPDATE totals SET entries = entries - 1, bytes = bytes - old.bytes; END;
      CREATE TRIGGER answers_over AFTER UPDATE OF bytes ON answers
        BEGIN UPDATE totals SET bytes = bytes + new.bytes - old.bytes; END;
      CREATE TABLE asked (
        key TEXT PRIMARY KEY,
        agent TEXT NOT NULL,
        title TEXT NOT NULL,
        question TEXT,
        context TEXT NOT NULL,
        digest TEXT NOT NULL,
        ingredients TEXT NOT NULL,
        asked_at INTEGER NOT NULL,
        times INTEGER NOT NULL
      ) WITHOUT ROWID;
      CREATE INDEX asked_context ON asked (context);
      CREATE INDEX asked_when ON asked (asked_at);`,
  },
  // Rows are text now, and those of before cannot be read.
  { version: 3, sql: 'DELETE FROM answers' },
  {
    // A search reads this index and not the rows, which hold the answers.
    version: 4,
    sql: `
      DROP INDEX answers_used;
      CREATE INDEX answers_used ON answers (used_at, agent, question);
      CREATE INDEX asked_digest ON asked (digest);`,
  },
  {
    // What changes with every use is apart from what does not: a use writes some bytes, not the answer again.
    version: 5,
    sql: `
      DELETE FROM answers;
      ALTER TABLE answers DROP COLUMN body;
      CREATE TABLE bodies (id INTEGER PRIMARY KEY REFERENCES answers ON DELETE CASCADE, body BLOB NOT NULL);`,
  },
  // Rows have another layout (see field-reader.ts).
  { version: 6, sql: 'DELETE FROM answers' },
  {
    // Rows are written where the last one was, but for the bodies, and no tree is kept for what is looked for once a day: each page that
    // an answer touches is written to the log, and most of the time that an answer took on its way to disk went there.
    version: 7,
    sql: `
      DROP TABLE bodies;
      DROP TABLE answer_files;
      DROP TABLE answers;
      UPDATE totals SET entries = 0, bytes = 0;
      CREATE TABLE answers (
        seq INTEGER PRIMARY KEY,
        id INTEGER NOT NULL,
        digest TEXT NOT NULL,
        agent TEXT NOT NULL,
        backend TEXT NOT NULL,
        question TEXT NOT NULL,
        created_at INTEGER NOT NULL,
        used_at INTEGER NOT NULL,
        hits INTEGER NOT NULL,
        cost REAL NOT NULL,
        tokens INTEGER NOT NULL,
        bytes INTEGER NOT NULL,
        worth REAL NOT NULL,
        files TEXT NOT NULL
      );
      CREATE INDEX answers_created ON answers (created_at, id);
      CREATE INDEX answers_used ON answers (used_at, agent, question);
      CREATE TABLE bodies (id INTEGER PRIMARY KEY, seq INTEGER NOT NULL, body BLOB NOT NULL);
      CREATE TRIGGER answers_out AFTER DELETE ON answers
        BEGIN
          UPDATE totals SET entries = entries - 1, bytes = bytes - old.bytes;
          DELETE FROM bodies WHERE id = old.id;
        END;
      CREATE TRIGGER answers_over AFTER UPDATE OF bytes ON answers
        BEGIN UPDATE totals SET bytes = bytes + new.bytes - old.bytes; END;`,
  },
];
