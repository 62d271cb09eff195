import { DatabaseSync } from 'node:sqlite';
import { Changes } from './changes.ts';
import type { Searcher } from './searcher.ts';
import { questionWords, splitWords } from './split-words.ts';

/** SQLite FTS5, BM25 over whole files with their paths, identifiers split. */
export function fts5(): Searcher {
  const db = new DatabaseSync(':memory:');
  db.exec("CREATE VIRTUAL TABLE files USING fts5 (name UNINDEXED, path, body, tokenize = 'porter unicode61')");
  const add = db.prepare('INSERT INTO files VALUES (?, ?, ?)');
  const remove = db.prepare('DELETE FROM files WHERE name = ?');
  const find = db.prepare('SELECT name FROM files WHERE files MATCH ? ORDER BY bm25(files) LIMIT 20');
  const changes = new Changes();
  return {
    name: 'fts5',
    follow(_folder, documents) {
      const { gone, fresh } = changes.follow(documents);
      db.exec('BEGIN');
      for (const { path } of gone) remove.run(path);
      for (const { path, text } of fresh) add.run(path, splitWords(path).join(' '), splitWords(text).join(' '));
      db.exec('COMMIT');
    },
    search(question) {
      const query = questionWords(question).map((word) => `"${word}"`);
      return query.length === 0 ? [] : find.all(query.join(' OR ')).map((row) => String(row.name));
    },
  };
}
