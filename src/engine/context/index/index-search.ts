import type { FileKind } from '../../domain/project-view.ts';
import type { Database, SqlValue } from '../../storage/database.ts';

/** A part of a file, as search scores it. */
export interface Chunk {
  readonly first: number;
  readonly last: number;
  /** How many words it has. */
  readonly words: number;
  /** See `encodeTerms`. */
  readonly terms: Uint8Array;
}

/** A chunk that was found, and how well it fits. */
export interface ChunkHit {
  readonly path: string;
  readonly first: number;
  readonly last: number;
  readonly kind: FileKind;
  /** Higher is better; only comparable within one search. */
  readonly score: number;
}

/** Where to search: product code, or everything else (tests, documents, examples, data). */
export type Shelf = 'product' | 'aside';

const TABLES: Readonly<Record<Shelf, string>> = { product: 'chunks', aside: 'aside' };

/** Rows of a pair of words past which the pair says nothing. */
const PAIR_ROWS = 500;
/** Rows of a word in paths past which the word says nothing. */
const PATH_ROWS = 2_000;

/** The questions that ranking asks of the index. Words are stemmed, as `wordsOf` gives them. */
export class IndexSearch {
  readonly #sql: ReturnType<typeof statements>;

  constructor(db: Database) {
    this.#sql = statements(db);
  }

  /** Files with the chunks that say most of these words, by SQLite's BM25; each once, best first. */
  files(words: readonly string[], shelf: Shelf, chunks: number): string[] {
    if (words.length === 0) return [];
    return unique(this.#sql[shelf].all(any(words), chunks));
  }

  /** Files that have the word, of either shelf, by path. */
  filesWith(word: string, limit: number): string[] {
    const found = (['product', 'aside'] as const).flatMap((shelf) => this.#sql[shelf].all(any([word]), limit));
    return unique(found).sort();
  }

  /** In how many chunks of product code the word stands. */
  frequency(word: string): number {
    return Number(this.#sql.frequency.get(word)?.doc ?? 0);
  }

  /** The parts of a file, in order. */
  chunksOf(file: number): Chunk[] {
    return this.#sql.chunksOf.all(file).map((row) => ({
      first: Number(row.first),
      last: Number(row.last),
      words: Number(row.words),
      terms: row.terms instanceof Uint8Array ? row.terms : new Uint8Array(),
    }));
  }

  /** Product files in which two words stand side by side; none where they do so everywhere. */
  filesWithPair(one: string, next: string): string[] {
    const rows = this.#sql.product.all(`${quoted(`${one} ${next}`)}`, PAIR_ROWS);
    return rows.length === PAIR_ROWS ? [] : unique(rows);
  }

  /** Files with the word in their path, and whether they are all. */
  filesNamed(word: string): { readonly paths: readonly string[]; readonly all: boolean } {
    const rows = this.#sql.paths.all(quoted(word), PATH_ROWS);
    return { paths: unique(rows), all: rows.length < PATH_ROWS };
  }

  /** How well the names that a file defines, and what their comments say, match: by file, best chunks counted. */
  symbols(words: readonly string[], chunks: number): Map<string, number> {
    const scores = new Map<string, number>();
    if (words.length === 0) return scores;
    const seen = new Map<string, number>();
    for (const row of this.#sql.symbols.all(any(words), chunks)) {
      const path = String(row.path);
      const times = seen.get(path) ?? 0;
      seen.set(path, times + 1);
      scores.set(path, (scores.get(path) ?? 0) - Number(row.score) / 2 ** times);
    }
    return scores;
  }
}

function any(words: readonly string[]): string {
  return words.map(quoted).join(' OR ');
}

function quoted(words: string): string {
  return `"${words.replaceAll('"', '""')}"`;
}

function unique(rows: readonly Record<string, SqlValue>[]): string[] {
  return [...new Set(rows.map((row) => String(row.path)))];
}

function statements(db: Database) {
  const best = (table: string, score: string) =>
    db.prepare(`
      SELECT f.path, hit.score FROM
        (SELECT rowid, ${score} AS score FROM ${table} WHERE ${table} MATCH ? ORDER BY score LIMIT ?) AS hit
        JOIN chunk_lines l ON l.id = hit.rowid JOIN files f ON f.id = l.file
      ORDER BY hit.score, f.path, l.first`);
  return {
    product: best(TABLES.product, 'bm25(chunks)'),
    aside: best(TABLES.aside, 'bm25(aside)'),
    symbols: best('symbols', 'bm25(symbols, 1.0, 0.5)'),
    frequency: db.prepare('SELECT doc FROM chunk_words WHERE term = ?'),
    chunksOf: db.prepare('SELECT first, last, words, terms FROM chunk_lines WHERE file = ? ORDER BY first'),
    paths: db.prepare(
      'SELECT f.path FROM (SELECT rowid FROM paths WHERE paths MATCH ? LIMIT ?) AS hit JOIN files f ON f.id = hit.rowid',
    ),
  };
}
