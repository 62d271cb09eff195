import type { Database } from '../../storage/database.ts';
import { BASE_MS, MOST_HITS } from '../tiers/worth.ts';
import { FILTER } from './filter-rows.ts';

/** Every statement of the disk tier, prepared once. */
export function diskStatements(database: Database) {
  const row = 'id, digest, agent, backend, question, created_at, used_at, hits, cost, tokens, bytes, worth';
  return {
    read: database.prepare('SELECT body FROM bodies WHERE id = ?'),
    among: database.prepare('SELECT id FROM bodies WHERE id BETWEEN ? AND ?'),
    write: database.prepare(`
      INSERT INTO answers (${row}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET digest = excluded.digest, agent = excluded.agent, backend = excluded.backend, question = excluded.question,
        created_at = excluded.created_at, used_at = excluded.used_at, cost = excluded.cost,
        tokens = excluded.tokens, bytes = excluded.bytes, worth = excluded.worth`),
    writeBody: database.prepare(
      'INSERT INTO bodies (id, body) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET body = excluded.body',
    ),
    forgetFiles: database.prepare('DELETE FROM answer_files WHERE answer = ?'),
    writeFile: database.prepare('INSERT INTO answer_files (path, answer) VALUES (?, ?)'),
    /** The same formula as worthOf. */
    touch: database.prepare(`
      UPDATE answers SET used_at = ?, hits = hits + ?,
        worth = (SELECT inflation FROM totals) + min(hits + ?, ${MOST_HITS}) * (${BASE_MS} + cost) / max(1, bytes)
      WHERE id = ?`),
    remove: database.prepare('DELETE FROM answers WHERE id = ?'),
    expire: database.prepare(
      'DELETE FROM answers WHERE id IN (SELECT id FROM answers WHERE created_at < ? OR created_at > ? LIMIT ?)',
    ),
    totals: database.prepare('SELECT entries, bytes, inflation FROM totals'),
    inflate: database.prepare('UPDATE totals SET inflation = max(inflation, ?)'),
    least: database.prepare('SELECT id, bytes, worth FROM answers ORDER BY worth LIMIT ?'),
    clear: database.prepare('DELETE FROM answers'),
    clearSome: database.prepare(`DELETE FROM answers WHERE ${FILTER}`),
    list: database.prepare(`SELECT ${row} FROM answers WHERE ${FILTER} ORDER BY used_at DESC LIMIT ?`),
    byPrefix: database.prepare(
      `SELECT ${row} FROM answers WHERE digest >= ? AND digest < ? || 'g' ORDER BY digest LIMIT 2`,
    ),
    files: database.prepare('SELECT path FROM answer_files WHERE answer = ?'),
    bodies: database.prepare(
      'SELECT id, digest, body FROM answers LEFT JOIN bodies USING (id) WHERE id > ? ORDER BY id LIMIT 64',
    ),
    integrity: database.prepare('PRAGMA integrity_check(5)'),
  };
}
