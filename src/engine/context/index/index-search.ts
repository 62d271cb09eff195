import { LRUCache } from 'lru-cache';
import type { FileKind } from '../../domain/project-view.ts';
import { limits } from '../../limits.ts';
import type { Database, SqlValue } from '../../storage/database.ts';
import { encodeFileTerms } from '../rank/terms/encode-file-terms.ts';
import { saturate } from '../rank/terms/saturate.ts';
import type { Catalogue } from './catalogue.ts';
import type { FileOrder } from './file-order.ts';
import { FileScores } from './file-scores.ts';
import { WordPostings } from './word-postings.ts';

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

/** Files with a word in their path. */
export interface Named {
  /** Ascending. */
  readonly places: Uint32Array;
  /** Whether there are no more of them. */
  readonly all: boolean;
}

/** Of memory, for one of them, beside its places. */
const NAMED_BYTES = 200;
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
  readonly #postings: WordPostings;
  /** In how many chunks words stand, and the files that this is of. */
  readonly #frequencies = new Map<string, number>();
  #frequenciesOf: FileOrder | undefined;
  /** The same of words in paths. */
  readonly #named = new LRUCache<string, Named>({
    maxSize: limits.namedBytes,
    sizeCalculation: ({ places }) => NAMED_BYTES + places.byteLength,
  });
  #namedOf = -1;
  /** As much as a score for each file takes: with many files too much to be left behind by every search. */
  readonly #rooms = {
    text: new Float64Array(),
    symbols: new Float64Array(),
    times: new Float64Array(),
    paths: new Float64Array(),
  };

  constructor(db: Database, catalogue: Catalogue) {
    this.#sql = statements(db);
    this.#catalogue = catalogue;
    this.#postings = new WordPostings(db, catalogue, (file) => this.termsOf(file));
  }

  /** Files whose chunks say most of these words, best first: BM25 that counts the chunks in which a word stands. */
  files(words: readonly SearchWord[], shelf: Shelf, limit: number): string[] {
    const order = this.#catalogue.order();
    const scores = new FileScores(order, this.#emptyRoom('text'));
    for (const { word, value } of words) {
      this.#postings.visit(shelf, word, (place, chunks) =>
        scores.add(place, value * saturate(chunks, (order.files[place]?.lines ?? 0) / USUAL_LINES)),
      );
    }
    return scores.best(limit);
  }

  /** Files that have the word, of either shelf, by path. */
  filesWith(word: string, limit: number): string[] {
    const { files } = this.#catalogue.order();
    const found: string[] = [];
    for (const shelf of ['product', 'aside'] as const)
      this.#postings.visit(shelf, word, (place) => found.push(files[place]?.path ?? ''));
    return found.sort().slice(0, limit);
  }

  /** In how many chunks of product code the word stands. */
  frequency(word: string): number {
    const order = this.#catalogue.order();
    if (order !== this.#frequenciesOf || this.#frequencies.size >= limits.namesKept) this.#frequencies.clear();
    this.#frequenciesOf = order;
    const known = this.#frequencies.get(word) ?? this.#postings.chunks('product', word);
    this.#frequencies.set(word, known);
    return known;
  }

  /** What the parts of a file say: see `encodeFileTerms`. */
  termsOf(file: number): Uint8Array {
    const terms = this.#sql.termsOf.value(file);
    return terms instanceof Uint8Array ? terms : encodeFileTerms([]);
  }

  /** Product files in which two words stand side by side, in no order; none where they do so everywhere. */
  filesWithPair(one: string, next: string): string[] {
    const { files } = this.#catalogue.order();
    const found: string[] = [];
    this.#postings.visit('pairs', `${one} ${next}`, (place) => found.push(files[place]?.path ?? ''));
    return found;
  }

  /** Files with the word in their path; remembered until a file comes or goes. */
  filesNamed(word: string): Named {
    const { listed } = this.#catalogue;
    if (listed !== this.#namedOf) this.#named.clear();
    this.#namedOf = listed;
    const known = this.#named.get(word);
    if (known !== undefined) return known;
    const files = ids(this.#sql.paths.value(quoted(word)));
    const order = this.#catalogue.order();
    const places = files.map((id) => order.placeOf(id)).filter((place) => place >= 0);
    const named = { places: Uint32Array.from(places), all: files.length < PATH_ROWS };
    this.#named.set(word, named);
    return named;
  }

  /** Looks up before anybody asks what files that are new say of the words that were asked last, step by step. */
  follow(): Generator<void> {
    return this.#postings.follow();
  }

  /** For files to be scored by their paths, until the next are. */
  noScores(): FileScores {
    return new FileScores(this.#catalogue.order(), this.#emptyRoom('paths'));
  }

  /** How well the names that files define, and what their comments say, match; until the next are asked for. */
  symbols(words: readonly SearchWord[]): FileScores {
    const order = this.#catalogue.order();
    const scores = new FileScores(order, this.#emptyRoom('symbols'));
    // How often one word stands in the names of each file, all 0 between two words.
    const times = this.#emptyRoom('times');
    for (const { word, value } of words) {
      const having: number[] = [];
      const note = (place: number, count: number): void => {
        if (times[place] === 0) having.push(place);
        times[place] = (times[place] ?? 0) + count;
      };
      this.#postings.visit('names', word, note);
      this.#postings.visit('docs', word, (place, chunks) => note(place, IN_DOC * chunks));
      for (const place of having) {
        scores.add(place, value * saturate(times[place] ?? 0, (order.files[place]?.lines ?? 0) / USUAL_LINES));
        times[place] = 0;
      }
    }
    return scores;
  }

  /** One kind of scores is of use until the next of its kind. */
  #emptyRoom(kind: 'text' | 'symbols' | 'times' | 'paths'): Float64Array {
    const { length } = this.#catalogue.order().files;
    if (this.#rooms[kind].length < length) this.#rooms[kind] = new Float64Array(length);
    return this.#rooms[kind].fill(0);
  }
}

function quoted(words: string): string {
  return `"${words.replaceAll('"', '""')}"`;
}

/** Row ids come as one JSON text: a row for each would take three times as long. */
function ids(json: SqlValue | undefined): number[] {
  return JSON.parse(String(json ?? '[]')) as number[];
}

function statements(db: Database) {
  const some = (table: string, most: number) =>
    db.prepare(
      `SELECT json_group_array(id) AS ids FROM (SELECT rowid AS id FROM ${table} WHERE ${table} MATCH ? LIMIT ${most})`,
    );
  return {
    paths: some('paths', PATH_ROWS),
    termsOf: db.prepare('SELECT terms FROM file_terms WHERE file = ?'),
  };
}
