import type { Migration } from '../../storage/migration.ts';

/**
 * Schema of answers.db. Times are ms since the epoch, durations ms, `bytes` the length of its body (see answer-codec.ts), `worth`
 * as worthOf gives it, `id` made of the digest (see row-id.ts), `files` as joinedFiles gives them. `totals` is kept up with every
 * change, so that no window ever has to count. `asked` remembers per question what its last prompt was made of (see ask-journal.ts).
 */
export const answerMigrations: readonly Migration[] = [
  {
    // Answers of earlier versions are in other tables, whose rows have another layout; what was asked stays. A row is written where the last
    // one was, but for the bodies, and no tree is kept for what is looked for once a day: each page that an answer touches is written to
    // the log, and most of the time that an answer took on its way to disk went there.
    version: 7,
    sql: `
      DROP TABLE IF EXISTS bodies; DROP TABLE IF EXISTS answer_files; DROP TABLE IF EXISTS answers; DROP TABLE IF EXISTS totals;
      CREATE TABLE answers (seq INTEGER PRIMARY KEY, id INTEGER NOT NULL, digest TEXT NOT NULL, agent TEXT NOT NULL, backend TEXT NOT NULL,
        question TEXT NOT NULL, created_at INTEGER NOT NULL, used_at INTEGER NOT NULL, hits INTEGER NOT NULL, cost REAL NOT NULL,
        tokens INTEGER NOT NULL, bytes INTEGER NOT NULL, worth REAL NOT NULL, files TEXT NOT NULL);
      CREATE INDEX answers_created ON answers (created_at, id);
      CREATE INDEX answers_used ON answers (used_at, agent, question);
      CREATE TABLE bodies (id INTEGER PRIMARY KEY, seq INTEGER NOT NULL, body BLOB NOT NULL);
      CREATE TABLE totals (entries INTEGER NOT NULL, bytes INTEGER NOT NULL, inflation REAL NOT NULL);
      INSERT INTO totals VALUES (0, 0, 0);
      CREATE TRIGGER answers_out AFTER DELETE ON answers BEGIN
        UPDATE totals SET entries = entries - 1, bytes = bytes - old.bytes; DELETE FROM bodies WHERE id = old.id; END;
      CREATE TRIGGER answers_over AFTER UPDATE OF bytes ON answers BEGIN UPDATE totals SET bytes = bytes + new.bytes - old.bytes; END;
      CREATE TABLE IF NOT EXISTS asked (key TEXT PRIMARY KEY, agent TEXT NOT NULL, title TEXT NOT NULL, question TEXT, context TEXT NOT NULL,
        digest TEXT NOT NULL, ingredients TEXT NOT NULL, asked_at INTEGER NOT NULL, times INTEGER NOT NULL) WITHOUT ROWID;
      CREATE INDEX IF NOT EXISTS asked_context ON asked (context);
      CREATE INDEX IF NOT EXISTS asked_when ON asked (asked_at);
      CREATE INDEX IF NOT EXISTS asked_digest ON asked (digest);`,
  },
];
