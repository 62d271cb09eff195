import type { Database } from '../../storage/database.ts';
import { BASE_MS, MOST_HITS } from '../tiers/worth.ts';
import { FILTER } from './filter-rows.ts';
import { BELOW_PLACE } from './row-id.ts';

/** Every statement of the disk tier, prepared once. */
export function diskStatements(database: Database) {
  const row = 'id, digest, agent, backend, question, created_at, used_at, hits, cost, tokens, bytes, worth, files';
  /** The answer with this `id`: bodies alone are sorted by it. */
  const byId = 'seq = (SELECT seq FROM bodies WHERE id = ?)';
  return {
    read: database.prepare('SELECT body FROM bodies WHERE id = ?'),
    among: database.prepare('SELECT id FROM bodies WHERE id BETWEEN ? AND ?'),
    seqOf: database.prepare('SELECT seq FROM bodies WHERE id = ?'),
    add: database.prepare(`
      INSERT INTO answers (digest, agent, backend, question, created_at, used_at, cost, tokens, bytes, worth, files, id, hits)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)`),
    /** Of the answer that was just added. */
    addBody: database.prepare('INSERT INTO bodies (body, id, seq) VALUES (?, ?, last_insert_rowid())'),
    renew: database.prepare(`
      UPDATE answers SET digest = ?, agent = ?, backend = ?, question = ?, created_at = ?, used_at = ?, cost = ?, tokens = ?,
        bytes = ?, worth = ?, files = ? WHERE seq = ?`),
    renewBody: database.prepare('UPDATE bodies SET body = ? WHERE id = ?'),
    /** Answers were added. */
    grow: database.prepare('UPDATE totals SET entries = entries + ?, bytes = bytes + ?'),
    /** The same formula as worthOf. */
    touch: database.prepare(`
      UPDATE answers SET used_at = ?, hits = hits + ?,
        worth = (SELECT inflation FROM totals) + min(hits + ?, ${MOST_HITS}) * (${BASE_MS} + cost) / max(1, bytes)
      WHERE ${byId}`),
    remove: database.prepare(`DELETE FROM answers WHERE ${byId}`),
    drop: database.prepare('DELETE FROM answers WHERE seq = ?'),
    expire: database.prepare(
      'DELETE FROM answers WHERE seq IN (SELECT seq FROM answers WHERE created_at < ? OR created_at > ? LIMIT ?)',
    ),
    totals: database.prepare('SELECT entries, bytes, inflation FROM totals'),
    inflate: database.prepare('UPDATE totals SET inflation = max(inflation, ?)'),
    /** Of so many that were used longest ago, so many of the least worth, the least first. */
    least: database.prepare(`
      SELECT seq, bytes, worth FROM (SELECT seq, bytes, worth FROM answers ORDER BY used_at LIMIT ?) ORDER BY worth LIMIT ?`),
    clear: database.prepare('DELETE FROM answers'),
    clearSome: database.prepare(`DELETE FROM answers WHERE ${FILTER}`),
    list: database.prepare(`SELECT ${row} FROM answers WHERE ${FILTER} ORDER BY used_at DESC LIMIT ?`),
    byPrefix: database.prepare(`
      SELECT ${row} FROM answers WHERE seq IN (SELECT seq FROM bodies WHERE id BETWEEN ? AND ?)
        AND digest >= ? AND digest < ? || 'g' LIMIT 2`),
    /** As `placeOf` of each answer. */
    places: database.prepare(`SELECT group_concat(id >> ${BELOW_PLACE}) AS places FROM answers`),
    version: database.prepare('PRAGMA data_version'),
    bodies: database.prepare(`
      SELECT answers.seq AS seq, digest, body FROM answers LEFT JOIN bodies USING (id) WHERE answers.seq > ?
      ORDER BY answers.seq LIMIT 64`),
    integrity: database.prepare('PRAGMA integrity_check(5)'),
  };
}

export type DiskStatements = ReturnType<typeof diskStatements>;
