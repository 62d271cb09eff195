import { SideDatabase, type SideDatabaseOptions } from './side-database.ts';

interface Kept {
  readonly id: string;
  /** Wall clock, ms. */
  readonly startedAt: number;
}

export interface RecordStoreOptions<T extends Kept> extends SideDatabaseOptions {
  /** Has the columns `id`, `json` and `started_at`. */
  readonly table: 'sessions' | 'traces';
  /** The newest so many stay. */
  readonly most: number;
  /** ms until a record is written. */
  readonly writeMs: number;
  /** Reads a row: `undefined` for what is none. Database rows are untrusted input. */
  readonly parse: (json: unknown) => T | undefined;
  /** What of a record is written down; all of it by default. */
  readonly toWrite?: (record: T) => T;
}

/** Records past the bound that are forgotten together: the first of a map is found slowly where many before it were deleted. */
const AT_ONCE = 64;

/** Records of this process in memory, over those of earlier ones on disk. Bounded: the oldest goes. Never throws. */
export class RecordStore<T extends Kept> {
  readonly #options: RecordStoreOptions<T>;
  readonly #side: SideDatabase;
  readonly #memory = new Map<string, T>();
  readonly #unsaved = new Set<string>();

  constructor(options: RecordStoreOptions<T>) {
    this.#options = options;
    this.#side = new SideDatabase(options);
  }

  /** For people; empty when all is well. */
  get notices(): readonly string[] {
    return this.#side.notices;
  }

  /** Soon on disk, in batches; a later record of the same id replaces the earlier. */
  save(record: T): void {
    if (this.#side.isDisposed) return;
    this.#memory.set(record.id, record);
    if (this.#memory.size >= this.#options.most + AT_ONCE) this.#forgetOldest();
    if (this.#options.path === undefined) return;
    this.#unsaved.add(record.id);
    this.#side.soon(this.#options.writeMs, () => this.#write());
  }

  /** Newest first. */
  async list(limit = this.#options.most): Promise<readonly T[]> {
    const { table, parse, most } = this.#options;
    const wanted = Math.min(limit, most);
    await this.#side.ready();
    const rows = this.#side.use(
      (open) => open.prepare(`SELECT json FROM ${table} ORDER BY started_at DESC LIMIT ?`).all(wanted),
      [],
    );
    const known = new Map(rows.flatMap(({ json }) => parse(json) ?? []).map((record) => [record.id, record]));
    for (const record of this.#memory.values()) known.set(record.id, record);
    return [...known.values()].sort((a, b) => b.startedAt - a.startedAt).slice(0, wanted);
  }

  /** By its id, or by the beginning of it where that is unique. */
  async get(id: string): Promise<T | undefined> {
    const records = await this.list();
    const exact = records.find((record) => record.id === id);
    const begun = records.filter((record) => id.length >= 4 && record.id.startsWith(id));
    return exact ?? (begun.length === 1 ? begun[0] : undefined);
  }

  async flush(): Promise<void> {
    if (this.#unsaved.size === 0) return;
    await this.#side.ready();
    this.#write();
  }

  dispose(): void {
    this.#write();
    this.#side.dispose();
  }

  #forgetOldest(): void {
    for (const id of this.#memory.keys()) {
      if (this.#memory.size <= this.#options.most) return;
      this.#memory.delete(id);
      this.#unsaved.delete(id);
    }
  }

  #write(): void {
    const { table, most, toWrite = (record: T) => record } = this.#options;
    this.#side.use((open) => {
      open.transaction(() => {
        const insert = open.prepare(`INSERT OR REPLACE INTO ${table} (id, json, started_at) VALUES (?, ?, ?)`);
        for (const id of this.#unsaved) {
          const record = this.#memory.get(id);
          if (record !== undefined) insert.run(id, JSON.stringify(toWrite(record)), record.startedAt);
        }
        open
          .prepare(`DELETE FROM ${table} WHERE id NOT IN (SELECT id FROM ${table} ORDER BY started_at DESC LIMIT ?)`)
          .run(most);
      });
      this.#unsaved.clear();
    }, undefined);
  }
}
