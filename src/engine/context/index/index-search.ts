import type { FileKind } from '../../domain/project-view.ts';
import type { Database } from '../../storage/database.ts';
import { saturate } from '../rank/terms/saturate.ts';
import type { Catalogue, Entry } from './catalogue.ts';
import { fileOfChunk } from './chunk-id.ts';

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

/** A word to search for, stemmed, and what it is worth. */
export interface SearchWord {
  readonly word: string;
  readonly value: number;
}

/** Where to search: product code, or everything else (tests, documents, examples, data). */
export type Shelf = 'product' | 'aside';

/** Rows of a pair of words past which the pair says nothing. */
const PAIR_ROWS = 500;
/** Rows of a word in paths past which the word says nothing. */
const PATH_ROWS = 2_000;
/** Lines of a usual file. */
const USUAL_LINES = 300;
/** What a word in a doc comment is worth, against one in a name. */
const IN_DOC = 0.5;

/**
 * The questions that ranking asks of the index. Words are stemmed, as `wordsOf` gives them. What is found is a function of the
 * files alone: SQLite's own BM25 is not, since it keeps counting rows of a contentless table that were deleted.
 */
export class IndexSearch {
  readonly #sql: ReturnType<typeof statements>;
  readonly #catalogue: Catalogue;

  constructor(db: Database, catalogue: Catalogue) {
    this.#sql = statements(db);
    this.#catalogue = catalogue;
  }

  /** Files whose chunks say most of these words, best first: BM25 that counts the chunks in which a word stands. */
  files(words: readonly SearchWord[], shelf: Shelf, limit: number): string[] {
    const scores = new Map<Entry, number>();
    for (const { word, value } of words) {
      for (const [entry, chunks] of this.#count(shelf, quoted(word)))
        scores.set(entry, (scores.get(entry) ?? 0) + value * saturate(chunks, entry.lines / USUAL_LINES));
    }
    return [...scores]
      .sort(([one, score], [other, than]) => than - score || (one.path < other.path ? -1 : 1))
      .slice(0, limit)
      .map(([{ path }]) => path);
  }

  /** Files that have the word, of either shelf, by path. */
  filesWith(word: string, limit: number): string[] {
    const found = (['product', 'aside'] as const).flatMap((shelf) => [...this.#count(shelf, quoted(word)).keys()]);
    return found
      .map(({ path }) => path)
      .sort()
      .slice(0, limit);
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
    const chunks = ids(this.#sql.pair.get(quoted(`${one} ${next}`), PAIR_ROWS));
    return chunks.length === PAIR_ROWS ? [] : pathsOf(this.#byFile(chunks.map(fileOfChunk)));
  }

  /** Files with the word in their path, and whether they are all. */
  filesNamed(word: string): { readonly paths: readonly string[]; readonly all: boolean } {
    const files = ids(this.#sql.paths.get(quoted(word), PATH_ROWS));
    return { paths: pathsOf(this.#byFile(files)), all: files.length < PATH_ROWS };
  }

  /** By file, how well the names that it defines, and what their comments say, match. */
  symbols(words: readonly SearchWord[]): Map<string, number> {
    const scores = new Map<string, number>();
    for (const { word, value } of words) {
      const named = this.#count('symbols', `names : ${quoted(word)}`);
      const told = this.#count('symbols', `docs : ${quoted(word)}`);
      for (const entry of new Set([...named.keys(), ...told.keys()])) {
        const times = (named.get(entry) ?? 0) + IN_DOC * (told.get(entry) ?? 0);
        const score = value * saturate(times, entry.lines / USUAL_LINES);
        scores.set(entry.path, (scores.get(entry.path) ?? 0) + score);
      }
    }
    return scores;
  }

  /** In how many of its chunks each file has what is asked for. */
  #count(table: Shelf | 'symbols', query: string): Map<Entry, number> {
    return this.#byFile(ids(this.#sql[table].get(query)).map(fileOfChunk));
  }

  #byFile(files: readonly number[]): Map<Entry, number> {
    const counts = new Map<Entry, number>();
    for (const id of files) {
      const entry = this.#catalogue.byId(id);
      if (entry !== undefined) counts.set(entry, (counts.get(entry) ?? 0) + 1);
    }
    return counts;
  }
}

function pathsOf(entries: ReadonlyMap<Entry, number>): string[] {
  return [...entries.keys()].map(({ path }) => path).sort();
}

function quoted(words: string): string {
  return `"${words.replaceAll('"', '""')}"`;
}

/** Row ids come as one JSON text: a row for each would take three times as long. */
function ids(row: Readonly<Record<string, unknown>> | undefined): number[] {
  return JSON.parse(String(row?.ids ?? '[]')) as number[];
}

function statements(db: Database) {
  const rows = (table: string) =>
    db.prepare(`SELECT json_group_array(rowid) AS ids FROM ${table} WHERE ${table} MATCH ?`);
  const some = (table: string) =>
    db.prepare(
      `SELECT json_group_array(id) AS ids FROM (SELECT rowid AS id FROM ${table} WHERE ${table} MATCH ? LIMIT ?)`,
    );
  return {
    product: rows('chunks'),
    aside: rows('aside'),
    symbols: rows('symbols'),
    pair: some('chunks'),
    paths: some('paths'),
    frequency: db.prepare('SELECT doc FROM chunk_words WHERE term = ?'),
    chunksOf: db.prepare('SELECT first, last, words, terms FROM chunk_lines WHERE file = ? ORDER BY first'),
  };
}
