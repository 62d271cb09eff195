import { LRUCache } from 'lru-cache';
import type { AskRecord } from '../../ports/ask-journal.ts';

/** The records that are in memory, by key and by context; the one used longest ago goes. */
export class KnownRecords implements Iterable<AskRecord> {
  readonly #records: LRUCache<string, AskRecord>;
  readonly #sharing: number;
  /** Context → the keys of its last records, in order of their coming. */
  readonly #byContext = new Map<string, string[]>();

  /** @param sharing how many records of one context are found by it: the last ones. */
  constructor(max: number, sharing: number) {
    this.#sharing = sharing;
    this.#records = new LRUCache({ max, dispose: (record) => this.#leave(record) });
  }

  get(key: string): AskRecord | undefined {
    return this.#records.get(key);
  }

  set(record: AskRecord): void {
    this.#records.set(record.key, record);
    const keys = this.#byContext.get(record.context);
    if (keys === undefined) this.#byContext.set(record.context, [record.key]);
    else if (keys.push(record.key) > this.#sharing) keys.shift();
  }

  /** Those of an agent that had this context, newest first. */
  sharing(context: string, agent: string): AskRecord[] {
    const keys = this.#byContext.get(context) ?? [];
    const found = keys.flatMap((key) => this.#records.peek(key) ?? []);
    return found.filter((record) => record.agent === agent).sort((a, b) => b.askedAt - a.askedAt);
  }

  clear(): void {
    this.#records.clear();
  }

  [Symbol.iterator](): Iterator<AskRecord> {
    return this.#records.values();
  }

  #leave({ key, context }: AskRecord): void {
    const keys = this.#byContext.get(context);
    const place = keys?.indexOf(key) ?? -1;
    if (place >= 0) keys?.splice(place, 1);
    if (keys?.length === 0) this.#byContext.delete(context);
  }
}
