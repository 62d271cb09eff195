import { LRUCache } from 'lru-cache';
import { limits } from '../../limits.ts';
import type { Database, SqlValue } from '../../storage/database.ts';
import { FileTerms } from '../rank/file-terms.ts';
import { hashTerm } from '../rank/terms/hash-term.ts';
import type { Catalogue } from './catalogue.ts';
import type { Entry } from './entry.ts';
import type { FileOrder } from './file-order.ts';
import { partId, wholeOf } from './part-id.ts';

/**
 * Where a word may stand: in the text of product code, in that of everything else, in the names that files define, in doc comments;
 * and `pairs`: two words side by side in product code, with a space between.
 */
export type Field = 'product' | 'aside' | 'names' | 'docs' | 'pairs';

/** Texts that have a word, by ascending id, and in how many chunks of each it stands. */
interface Lists {
  readonly texts: Uint32Array;
  readonly chunks: Uint16Array;
}

interface Postings extends Lists {
  /** What is said of texts up to this id stays true for as long as they are there. */
  readonly until: number;
  /** The edition of the catalogue that all of it is of. */
  readonly of: number;
}

/** Of memory, for one list, beside its arrays. */
const LIST_BYTES = 200;
/** Chunks with a pair of words from which on the pair says nothing: it counts as one that is nowhere. */
const PAIR_CHUNKS = 500;
const NONE: Postings = { texts: new Uint32Array(), chunks: new Uint16Array(), until: 0, of: -1 };
/** Texts that came since up to which their own words tell at once which of them cannot have a word. */
const FEW = 16;
/** Lists that are brought up to the files of now before anybody asks, and in one step. */
const FOLLOWED = 2_000;
const STEP = 50;

/**
 * The files of a word, remembered from one question to the next: a project's questions have most of their words in common, and those
 * that cost most to look up are in most of them. The id of a text is never given again, so that what is remembered is only added to: texts
 * that came since are looked up, and those that went are passed over.
 */
export class WordPostings {
  readonly #catalogue: Catalogue;
  readonly #sql: ReturnType<typeof statements>;
  readonly #readTerms: (file: number) => Uint8Array;
  /** What the files say that came last. */
  readonly #terms = new LRUCache<Entry, FileTerms>({ max: FEW });
  readonly #lists = new LRUCache<string, Postings>({
    maxSize: limits.postingsBytes,
    sizeCalculation: ({ texts, chunks }) => LIST_BYTES + texts.byteLength + chunks.byteLength,
  });
  #reloads = -1;

  /** @param readTerms what a file says, by its id; see `encodeFileTerms`. */
  constructor(db: Database, catalogue: Catalogue, readTerms: (file: number) => Uint8Array) {
    this.#catalogue = catalogue;
    this.#readTerms = readTerms;
    this.#sql = statements(db);
  }

  /** Calls `visit` for every file that has the word, with its place in the order and how many of its chunks have it. */
  visit(field: Field, word: string, visit: (place: number, chunks: number) => void): void {
    const { texts, chunks } = this.#of(field, word);
    this.#catalogue.order().visit(texts, (place, at) => visit(place, chunks[at] ?? 0));
  }

  /** In how many chunks the word stands. */
  chunks(field: Field, word: string): number {
    let sum = 0;
    this.visit(field, word, (_, chunks) => {
      sum += chunks;
    });
    return sum;
  }

  /** Brings what is remembered of the words that were asked last up to the files of now, step by step. */
  *follow(): Generator<void> {
    const keys = [...this.#lists.keys()].slice(0, FOLLOWED);
    // The ones asked last come last, as they were.
    for (const [at, key] of keys.reverse().entries()) {
      if (at % STEP === STEP - 1) yield;
      const space = key.indexOf(' ');
      this.#of(key.slice(0, space) as Field, key.slice(space + 1));
    }
  }

  #of(field: Field, word: string): Postings {
    if (this.#reloads !== this.#catalogue.reloads) this.#lists.clear();
    this.#reloads = this.#catalogue.reloads;
    const { edition } = this.#catalogue;
    const key = `${field} ${word}`;
    const known = this.#lists.get(key) ?? NONE;
    if (known.of === edition) return known;
    const order = this.#catalogue.order();
    const last = order.lastText;
    if (known.until >= last) return known;
    const fresh = this.#canHave(field, word, known.until) ? this.#read(field, word, known.until) : [];
    // What a file defines is known once it is parsed.
    const until = field === 'names' || field === 'docs' ? this.#catalogue.parsedUntil() : last;
    const all = joined(known, fresh, order);
    const says = field !== 'pairs' || all.chunks.reduce((sum, one) => sum + one, 0) < PAIR_CHUNKS;
    const list: Postings = { ...(says ? { ...all, until } : NONE), of: edition };
    this.#lists.set(key, list);
    return list;
  }

  /** Whether any file that came since can have the words of `field` so: what a few of them say is looked at before the search table is. */
  #canHave(field: Field, words: string, until: number): boolean {
    if (until === 0 || field === 'names' || field === 'docs') return true;
    const files = this.#catalogue.order().since(until);
    if (files.length > FEW) return true;
    const hashes = words.split(' ').map(hashTerm);
    return files.some((file) => {
      if ((file.kind === 'product') === (field === 'aside')) return false;
      const terms = this.#termsOf(file);
      return hashes.every((hash) => terms.find(hash) >= 0);
    });
  }

  #termsOf(file: Entry): FileTerms {
    const known = this.#terms.get(file);
    if (known !== undefined) return known;
    const terms = new FileTerms(this.#readTerms(file.id));
    this.#terms.set(file, terms);
    return terms;
  }

  /** The chunks of texts with ids above this one. */
  #read(field: Field, word: string, until: number): readonly number[] {
    const quoted = `"${word.replaceAll('"', '""')}"`;
    const query = field === 'names' || field === 'docs' ? `${field} : ${quoted}` : quoted;
    const { whole, since } = this.#sql[field];
    return until === 0
      ? ids(whole.value(query))
      : ids(since.get(query, partId(until + 1, 0))?.ids).sort((a, b) => a - b);
  }
}

/** What was known of texts that are still there, and behind it the text of each of these chunks, which ascend. */
function joined(known: Postings, fresh: readonly number[], order: FileOrder): Lists {
  // Those that went are passed over as long as nothing has to be added.
  if (fresh.length === 0 && (known.texts.at(-1) ?? 0) <= known.until) return known;
  const texts: number[] = [];
  const chunks: number[] = [];
  order.visit(known.texts, (_, at) => {
    const text = known.texts[at] ?? 0;
    if (text > known.until) return;
    texts.push(text);
    chunks.push(known.chunks[at] ?? 0);
  });
  for (let at = 0; at < fresh.length; ) {
    const text = wholeOf(fresh[at] ?? 0);
    let next = at + 1;
    while (next < fresh.length && wholeOf(fresh[next] ?? 0) === text) next++;
    texts.push(text);
    chunks.push(next - at);
    at = next;
  }
  return { texts: Uint32Array.from(texts), chunks: Uint16Array.from(chunks) };
}

/** Row ids come as one JSON text: a row for each would take three times as long. */
function ids(json: SqlValue | undefined): number[] {
  return JSON.parse(String(json ?? '[]')) as number[];
}

function statements(db: Database) {
  const reading = (rows: string) => db.prepare(`SELECT json_group_array(id) AS ids FROM (${rows})`);
  const of = (table: string, limit = '') => {
    const rows = `SELECT rowid AS id FROM ${table} WHERE ${table} MATCH ?`;
    return {
      whole: reading(`${rows} ${limit}`),
      // From the end: from the beginning FTS5 would go through all the rows before.
      since: reading(`${rows} AND rowid >= CAST(? AS INTEGER) ORDER BY rowid DESC ${limit}`),
    };
  };
  const symbols = of('symbols');
  const pairs = of('chunks', `LIMIT ${PAIR_CHUNKS}`);
  return { product: of('chunks'), aside: of('aside'), names: symbols, docs: symbols, pairs };
}
