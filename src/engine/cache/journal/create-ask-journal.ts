import { LRUCache } from 'lru-cache';
import { limits } from '../../limits.ts';
import type { AskJournal, AskRecord } from '../../ports/ask-journal.ts';
import type { Clock } from '../../ports/clock.ts';
import type { JournalTable } from './journal-table.ts';

export interface JournalOptions {
  readonly clock: Clock;
  /** The table, while a database is open. */
  readonly table: () => JournalTable | undefined;
  /** Whether this text may be written down. */
  readonly mayKeep: (text: string) => boolean;
  /** Called when something waits to be written. */
  readonly onPending: () => void;
}

export interface WrittenJournal extends AskJournal {
  /** Writes what waits, within the caller's transaction. */
  write(table: JournalTable): void;
  /** What was written is safe: forgets that it waited. */
  written(): void;
  clear(): void;
}

/** The journal in memory, over a table that outlives the process; without one it remembers this session only. */
export function createAskJournal({ clock, table, mayKeep, onPending }: JournalOptions): WrittenJournal {
  const known = new LRUCache<string, AskRecord>({ max: limits.journalEntries });
  /** Records that the table does not have yet, by key; how often each was asked since. */
  const waiting = new Map<string, number>();
  let writing = new Map<string, number>();

  function from<T>(read: (from: JournalTable) => T, otherwise: T): T {
    const open = table();
    if (open === undefined) return otherwise;
    try {
      return read(open);
    } catch {
      // The answer tier over the same database says what is wrong with it.
      return otherwise;
    }
  }

  function last(key: string): AskRecord | undefined {
    return known.get(key) ?? from((open) => open.get(key), undefined);
  }

  function wait(key: string, times: number): void {
    if (waiting.size === 0) onPending();
    if (waiting.size < limits.journalEntries) waiting.set(key, (waiting.get(key) ?? 0) + times);
  }

  function merged(stored: readonly AskRecord[], wanted: (record: AskRecord) => boolean): AskRecord[] {
    const all = new Map(stored.map((record) => [record.key, record]));
    for (const record of known.values()) if (wanted(record)) all.set(record.key, record);
    return [...all.values()];
  }

  return {
    last,
    note(record, ahead = false) {
      const times = ahead ? 0 : 1;
      const before = last(record.key);
      const { question } = record;
      const kept = question !== undefined && question.text.length <= limits.journalChars ? question : undefined;
      known.set(record.key, { ...record, question: kept, askedAt: clock.now(), times: (before?.times ?? 0) + times });
      wait(record.key, times);
    },
    again(key) {
      const record = known.get(key);
      if (record === undefined) return;
      known.set(key, { ...record, askedAt: clock.now(), times: record.times + 1 });
      wait(key, 1);
    },
    sharing(context, agent) {
      const stored = from((open) => open.sharing(context, agent), []);
      return merged(stored, (record) => record.context === context && record.agent === agent)
        .filter((record) => record.context === context)
        .sort((a, b) => b.askedAt - a.askedAt);
    },
    often(limit) {
      const stored = from((open) => open.often(limit), []);
      return merged(stored, () => true)
        .sort((a, b) => b.times - a.times || b.askedAt - a.askedAt)
        .slice(0, limit);
    },
    write(open) {
      writing = new Map(waiting);
      for (const [key, times] of writing) {
        const record = known.peek(key);
        // A secret in a question: this session remembers it, the disk does not.
        if (record !== undefined && mayKeep(record.title) && mayKeep(record.question?.text ?? ''))
          open.put(record, times);
      }
      if (writing.size > 0) open.trim();
    },
    written() {
      for (const [key, times] of writing) {
        const rest = (waiting.get(key) ?? 0) - times;
        if (rest > 0) waiting.set(key, rest);
        else waiting.delete(key);
      }
      writing.clear();
    },
    clear() {
      known.clear();
      waiting.clear();
      from((open) => open.clear(), undefined);
    },
  };
}
