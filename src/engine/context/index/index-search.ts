import type { FileKind } from '../../domain/project-view.ts';
import type { Database } from '../../storage/database.ts';

export interface ChunkHit {
  readonly path: string;
  readonly first: number;
  readonly last: number;
  readonly kind: FileKind;
  /** BM25, higher is better. */
  readonly score: number;
}

/** Prepares the search: the best chunks for these words, best first. A match in a path or a definition's name counts more. */
export function prepareSearch(db: Database): (words: readonly string[], limit: number) => ChunkHit[] {
  const statement = db.prepare(`
    SELECT f.path, f.kind, l.first, l.last, hit.score FROM
      (SELECT id, sum(score) AS score FROM (
        SELECT * FROM (SELECT rowid AS id, bm25(chunks, 3.0, 1.0) AS score FROM chunks WHERE chunks MATCH ? ORDER BY score LIMIT ?)
        UNION ALL
        SELECT * FROM (SELECT rowid AS id, bm25(symbols, 1.0, 0.5) AS score FROM symbols WHERE symbols MATCH ? ORDER BY score LIMIT ?)
      ) GROUP BY id ORDER BY 2 LIMIT ?) AS hit
      JOIN chunk_lines l ON l.id = hit.id JOIN files f ON f.id = l.file
    ORDER BY hit.score, f.path, l.first`);
  return (words, limit) => {
    if (words.length === 0) return [];
    const query = words.map((word) => `"${word.replaceAll('"', '""')}"`).join(' OR ');
    return statement.all(query, limit, query, limit, limit).map((row) => ({
      path: String(row.path),
      first: Number(row.first),
      last: Number(row.last),
      kind: String(row.kind) as FileKind,
      score: -Number(row.score),
    }));
  };
}
