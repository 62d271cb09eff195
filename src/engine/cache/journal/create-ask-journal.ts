import { LRUCache } from 'lru-cache';
import { limits } from '../../limits.ts';
import type { AskJournal, AskRecord } from '../../ports/ask-journal.ts';
import type { Clock } from '../../ports/clock.ts';
import type { JournalTable } from './journal-table.ts';
import { KnownRecords } from './known-records.ts';

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
  /** Writes records that wait until it is enough, one at the least, within the caller's transaction. */
  write(table: JournalTable, enough: () => boolean): void;
  /** The last of them are safe: forgets that they waited. @returns whether more wait. */
  written(): boolean;
  clear(): void;
}

/** A question that was asked. */
interface Noted {
  readonly record: Parameters<AskJournal['note']>[0];
  readonly times: number;
  readonly askedAt: number;
}

/** A record that the table does not have as it is, and how often it was asked since. */
interface Waiting {
  readonly record: AskRecord;
  readonly times: number;
  /** Not only that it was asked again. */
  readonly whole: boolean;
}

/**
 * The journal in memory, over a table that outlives the process; without one it remembers this session only. A question costs it a
 * look into memory and, the first time, one point read; what is written goes out in bounded batches behind the answers.
 */
export function createAskJournal({ clock, table, mayKeep, onPending }: JournalOptions): WrittenJournal {
  const known = new KnownRecords(limits.journalEntries, limits.sharingRecords);
  /** Contexts whose records of earlier sessions are known already. */
  const recalled = new LRUCache<string, true>({ max: limits.journalEntries });
  const waiting = new Map<string, Waiting>();
  /** Keys and contexts that the table had when it was opened, and those that were written since. */
  let asked = stockOf(undefined);
  let writing: readonly Waiting[] = [];
  /** What was noted since somebody looked: it is taken in when somebody does, since whoever notes it has a question to answer. */
  let noted: Noted[] = [];

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

  function stockOf(open: JournalTable | undefined): {
    readonly table: JournalTable | undefined;
    readonly keys: Set<string>;
    readonly contexts: Set<string>;
  } {
    const there = open === undefined ? [] : from((one) => one.keys(), []);
    return {
      table: open,
      keys: new Set(there.map(({ key }) => key)),
      contexts: new Set(there.map(({ context }) => context)),
    };
  }

  /** What is on disk, so that what is new, as most questions are, needs no read. What another window asked meanwhile is not in it: that explains less, no more. */
  function stock(): typeof asked {
    const open = table();
    if (open !== asked.table) asked = stockOf(open);
    return asked;
  }

  function takeIn(): void {
    if (noted.length === 0) return;
    const taken = noted;
    noted = [];
    for (const { record, times, askedAt } of taken) {
      const before = lookUp(record.key);
      const { question } = record;
      const kept = question !== undefined && question.text.length <= limits.journalChars ? question : undefined;
      remember({ ...record, question: kept, askedAt, times: (before?.times ?? 0) + times }, times, true);
    }
  }

  function lookUp(key: string): AskRecord | undefined {
    const here = known.get(key);
    if (here !== undefined) return here;
    const stored = stock().keys.has(key) ? from((one) => one.get(key), undefined) : undefined;
    if (stored !== undefined) known.set(stored);
    return stored;
  }

  function remember(record: AskRecord, times: number, whole: boolean): void {
    known.set(record);
    const before = waiting.get(record.key);
    const oldest =
      before === undefined && waiting.size >= limits.journalEntries ? waiting.keys().next().value : undefined;
    if (oldest !== undefined) waiting.delete(oldest);
    waiting.set(record.key, {
      record,
      times: (before?.times ?? 0) + times,
      whole: whole || before?.whole === true,
    });
  }

  function recall(context: string, agent: string): void {
    const place = `${agent} ${context}`;
    if (!stock().contexts.has(context) || recalled.has(place)) return;
    recalled.set(place, true);
    for (const record of from((open) => open.sharing(context, agent), [])) {
      if (known.get(record.key) === undefined) known.set(record);
    }
  }

  return {
    last(key) {
      takeIn();
      return lookUp(key);
    },
    withDigest(digest) {
      takeIn();
      for (const record of known) if (record.digest === digest) return record;
      const stored = from((open) => open.withDigest(digest), undefined);
      // What this session knows of the question is newer.
      return stored === undefined || known.get(stored.key) !== undefined ? undefined : stored;
    },
    note(record, ahead = false) {
      if (noted.length === 0 && waiting.size === 0) onPending();
      noted.push({ record, times: ahead ? 0 : 1, askedAt: clock.now() });
      if (noted.length >= limits.journalNoted) takeIn();
    },
    again(key) {
      takeIn();
      const record = known.get(key);
      if (record === undefined) return;
      if (waiting.size === 0) onPending();
      remember({ ...record, askedAt: clock.now(), times: record.times + 1 }, 1, false);
    },
    sharing(context, agent) {
      takeIn();
      recall(context, agent);
      return known.sharing(context, agent);
    },
    often(limit) {
      takeIn();
      const all = new Map(from((open) => open.often(limit), []).map((record) => [record.key, record]));
      for (const record of known) all.set(record.key, record);
      return [...all.values()].sort((a, b) => b.times - a.times || b.askedAt - a.askedAt).slice(0, limit);
    },
    write(open, enough) {
      takeIn();
      const batch: Waiting[] = [];
      let grown = false;
      for (const one of waiting.values()) {
        if (batch.length > 0 && enough()) break;
        batch.push(one);
        const { record, times, whole } = one;
        if (!whole && open.again(record.key, times, record.askedAt)) continue;
        // A secret in a question: this session remembers it, the disk does not.
        if (!mayKeep(record.title) || !mayKeep(record.question?.text ?? '')) continue;
        open.put(record, times);
        grown = true;
      }
      if (grown) open.trim();
      writing = batch;
    },
    written() {
      for (const { record } of writing) {
        const { key, agent, context } = record;
        asked.keys.add(key);
        // A context that the table did not have is this session's own, and all of it is known.
        if (!asked.contexts.has(context)) recalled.set(`${agent} ${context}`, true);
        asked.contexts.add(context);
      }
      for (const one of writing) if (waiting.get(one.record.key) === one) waiting.delete(one.record.key);
      writing = [];
      return waiting.size + noted.length > 0;
    },
    clear() {
      known.clear();
      recalled.clear();
      asked.keys.clear();
      asked.contexts.clear();
      waiting.clear();
      noted = [];
      from((open) => open.clear(), undefined);
    },
  };
}
