import type { Database } from '../../storage/database.ts';

/** Search tables, and how many parts of one a search may have to look into before they are merged again. */
const TABLES = ['chunks', 'aside', 'paths', 'symbols'] as const;
const MOST_PARTS = 4;
/** What may have come to the largest part, against it, before all become one again. */
const MOST_BESIDE = 0.1;
/** Pages written in one step: mostly a ms or two, and 27 ms at the worst that was seen, on 50,000 files. A question may wait for one. */
const STEP_PAGES = 8;

/**
 * Puts the parts together of which the search tables consist: FTS5 writes a new one with every transaction and merges only few, and a
 * search looks into each of them. See https://www.sqlite.org/fts5.html#the_merge_command. What is found stays the same. All become one
 * the first time, and whenever a tenth has come since: a word is then found in a third of the time. In between only parts of about a
 * size are put together, so that what is written grows with what changed.
 */
export class SearchMerge {
  readonly #tables: readonly ReturnType<typeof statements>[];
  readonly #changes;
  /** Tables that are being merged. */
  #open: ReturnType<typeof statements>[] | undefined;

  constructor(db: Database) {
    this.#tables = TABLES.map((table) => statements(db, table));
    this.#changes = db.prepare('SELECT total_changes() AS changes');
  }

  /** One step, within a transaction; `first` makes one of all parts. Returns whether no more is to be done. */
  step(first: boolean): boolean {
    this.#open ??= this.#tables.filter((table) => isDue(table, first));
    const [table] = this.#open;
    if (table === undefined) {
      this.#open = undefined;
      return true;
    }
    const before = this.#total();
    table.merge.run(table.whole && !table.begun ? -STEP_PAGES : STEP_PAGES);
    table.begun = true;
    // So FTS5 tells that there was nothing left to merge.
    if (this.#total() - before < 2) {
      table.begun = false;
      this.#open.shift();
    }
    return false;
  }

  #total(): number {
    return Number(this.#changes.get()?.changes ?? 0);
  }
}

/** Whether a table has too many parts, and, in `whole`, whether all of them are to become one. */
function isDue(table: ReturnType<typeof statements>, first: boolean): boolean {
  const { parts, pages, largest } = table.parts.get() ?? {};
  const beside = Number(pages) - Number(largest);
  table.whole = first || beside > MOST_BESIDE * Number(largest);
  return Number(parts) > (table.whole ? 1 : MOST_PARTS);
}

function statements(db: Database, table: (typeof TABLES)[number]) {
  return {
    merge: db.prepare(`INSERT INTO ${table} (${table}, rank) VALUES ('merge', ?)`),
    parts: db.prepare(
      `WITH RECURSIVE part (id) AS (
         SELECT min(segid) FROM ${table}_idx
         UNION ALL SELECT (SELECT min(segid) FROM ${table}_idx WHERE segid > part.id) FROM part WHERE part.id IS NOT NULL
       ), sized (pages) AS (
         -- The last page of each; the lowest bit of its number is a flag.
         SELECT (SELECT pgno >> 1 FROM ${table}_idx WHERE segid = part.id ORDER BY term DESC LIMIT 1)
         FROM part WHERE part.id IS NOT NULL
       ) SELECT count(*) AS parts, sum(pages) AS pages, max(pages) AS largest FROM sized`,
    ),
    /** All parts are to become one. */
    whole: false,
    /** Its merge goes on. */
    begun: false,
  };
}
