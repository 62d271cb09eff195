import { LRUCache } from 'lru-cache';
import { limits } from '../../limits.ts';
import type { Database, SqlValue } from '../../storage/database.ts';
import type { Catalogue } from './catalogue.ts';
import { chunkId, fileOfChunk } from './chunk-id.ts';

/** Where a word may stand: in the text of product code, in that of everything else, in the names that files define, in doc comments. */
export type Field = 'product' | 'aside' | 'names' | 'docs';

/** Files that have a word, by ascending id, and in how many chunks of each it stands. */
interface Postings {
  readonly files: Uint32Array;
  readonly chunks: Uint16Array;
  /** What is said of files up to this id stays true for as long as they are there. */
  readonly until: number;
}

/** Of memory, for one list, beside its arrays. */
const LIST_BYTES = 200;
const NONE: Postings = { files: new Uint32Array(), chunks: new Uint16Array(), until: 0 };

/**
 * The files of a word, remembered from one question to the next: a project's questions have most of their words in common, and those
 * that cost most to look up are in most of them. The id of a file stands for one text of it and is never given again, so that what is
 * remembered is only added to: files that came since are looked up, and those that went are passed over.
 */
export class WordPostings {
  readonly #catalogue: Catalogue;
  readonly #sql: ReturnType<typeof statements>;
  readonly #lists = new LRUCache<string, Postings>({
    maxSize: limits.postingsBytes,
    sizeCalculation: ({ files, chunks }) => LIST_BYTES + files.byteLength + chunks.byteLength,
  });
  #reloads = -1;

  constructor(db: Database, catalogue: Catalogue) {
    this.#catalogue = catalogue;
    this.#sql = statements(db);
  }

  /** Calls `visit` for every file that has the word, with its place in the order and how many of its chunks have it. */
  visit(field: Field, word: string, visit: (place: number, chunks: number) => void): void {
    const { files, chunks } = this.#of(field, word);
    this.#catalogue.order().visit(files, (place, at) => visit(place, chunks[at] ?? 0));
  }

  /** In how many chunks of product code the word stands, where that is at hand. */
  chunksKnown(word: string): number | undefined {
    if (this.#reloads !== this.#catalogue.reloads || !this.#lists.has(keyOf('product', word))) return undefined;
    let sum = 0;
    this.visit('product', word, (_, chunks) => {
      sum += chunks;
    });
    return sum;
  }

  #of(field: Field, word: string): Postings {
    if (this.#reloads !== this.#catalogue.reloads) this.#lists.clear();
    this.#reloads = this.#catalogue.reloads;
    const order = this.#catalogue.order();
    const key = keyOf(field, word);
    const known = this.#lists.get(key) ?? NONE;
    const last = order.files.at(-1)?.id ?? 0;
    if (known.until >= last) return known;
    const { all, since } = this.#sql[field];
    const query = match(field, word);
    const rows = known === NONE ? all.value(query) : since.get(query, chunkId(known.until + 1, 0))?.ids;
    // What a file defines is known once it is parsed.
    const until = field === 'names' || field === 'docs' ? this.#catalogue.parsedUntil() : last;
    const list = joined(known, ids(rows), until, (file) => order.has(file));
    this.#lists.set(key, list);
    return list;
  }
}

/** What was known of files that are still there, and behind it the file of each of these chunks, which ascend. */
function joined(known: Postings, fresh: readonly number[], until: number, has: (file: number) => boolean): Postings {
  const files: number[] = [];
  const chunks: number[] = [];
  for (let at = 0; at < known.files.length; at++) {
    const file = known.files[at] ?? 0;
    if (file > known.until) break;
    if (!has(file)) continue;
    files.push(file);
    chunks.push(known.chunks[at] ?? 0);
  }
  for (let at = 0; at < fresh.length; ) {
    const file = fileOfChunk(fresh[at] ?? 0);
    let next = at + 1;
    while (next < fresh.length && fileOfChunk(fresh[next] ?? 0) === file) next++;
    files.push(file);
    chunks.push(next - at);
    at = next;
  }
  return { files: Uint32Array.from(files), chunks: Uint16Array.from(chunks), until };
}

function keyOf(field: Field, word: string): string {
  return `${field} ${word}`;
}

function match(field: Field, word: string): string {
  const quoted = `"${word.replaceAll('"', '""')}"`;
  return field === 'names' || field === 'docs' ? `${field} : ${quoted}` : quoted;
}

/** Row ids come as one JSON text: a row for each would take three times as long. */
function ids(json: SqlValue | undefined): number[] {
  return JSON.parse(String(json ?? '[]')) as number[];
}

function statements(db: Database) {
  const of = (table: string) => ({
    all: db.prepare(`SELECT json_group_array(rowid) AS ids FROM ${table} WHERE ${table} MATCH ?`),
    since: db.prepare(
      `SELECT json_group_array(rowid) AS ids FROM ${table} WHERE ${table} MATCH ? AND rowid >= CAST(? AS INTEGER)`,
    ),
  });
  const symbols = of('symbols');
  return { product: of('chunks'), aside: of('aside'), names: symbols, docs: symbols };
}
