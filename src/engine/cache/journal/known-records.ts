import { LRUCache } from 'lru-cache';
import type { AskRecord } from '../../ports/ask-journal.ts';

/** The records that are in memory, by key and by context; the one used longest ago goes. */
export class KnownRecords implements Iterable<AskRecord> {
  readonly #records: LRUCache<string, AskRecord>;
  readonly #sharing: number;
  /** Context → its last records, in order of their asking. */
  readonly #byContext = new Map<string, AskRecord[]>();

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
    const records = this.#byContext.get(record.context);
    if (records === undefined) {
      this.#byContext.set(record.context, [record]);
      return;
    }
    let place = records.length;
    while (place > 0 && (records[place - 1]?.askedAt ?? 0) > record.askedAt) place--;
    records.splice(place, 0, record);
    if (records.length > this.#sharing) records.shift();
  }

  /** Those of an agent that had this context, newest first. */
  sharing(context: string, agent: string): AskRecord[] {
    const records = this.#byContext.get(context);
    if (records === undefined) return [];
    return records.filter((record) => record.agent === agent).reverse();
  }

  clear(): void {
    this.#records.clear();
  }

  [Symbol.iterator](): Iterator<AskRecord> {
    return this.#records.values();
  }

  #leave(record: AskRecord): void {
    const records = this.#byContext.get(record.context);
    const place = records?.indexOf(record) ?? -1;
    if (place >= 0) records?.splice(place, 1);
    if (records?.length === 0) this.#byContext.delete(record.context);
  }
}
