import type { Answer } from '../../domain/answer.ts';
import { limits } from '../../limits.ts';
import type { Disposable } from '../../ports/disposable.ts';
import type { Database } from '../../storage/database.ts';
import { matchesFilter } from '../tiers/matches-filter.ts';
import type { AnswerTier, Keep } from '../tiers/tier.ts';
import type { AnswerCodec } from './answer-codec.ts';
import { type DiskStatements, diskStatements } from './disk-statements.ts';
import { Evictor, type EvictorOptions } from './evictor.ts';
import { filterValues } from './filter-rows.ts';
import { KnownPlaces } from './known-places.ts';
import { rowId, rowsOf } from './row-id.ts';
import { RowWriter } from './row-writer.ts';

export interface DiskTierOptions extends EvictorOptions {
  readonly database: Database;
  readonly codec: AnswerCodec;
  /** ms an answer may live in memory by the settings of now; on disk twice that. */
  readonly lifetimeOf: (answer: Answer) => number;
  /** Told how each batch went: nobody waits for it. */
  readonly onWrite: (error: unknown) => void;
  /** Called before each batch; `false` puts it off: the file is gone and is about to be made anew. */
  readonly stillThere?: () => boolean;
  /** Hits that memory served since the last call. */
  readonly drainHits?: () => readonly { readonly digest: string; readonly hits: number; readonly usedAt: number }[];
  /** Whether it may be written down; asked off the way of the question. */
  readonly mayKeep?: (answer: Answer) => boolean;
  /** More to write in the same transactions. */
  readonly along?: WrittenAlong;
}

export interface DiskTier extends AnswerTier {
  /** As `get`, without counting as a use. */
  peek(digest: string): Answer | undefined;
  /** Lets a batch go out within this many ms. */
  schedule(ms: number): void;
  /** Answers that wait to be written: to be handed to the next database when this one is lost. */
  waiting(): ReadonlyMap<string, Waiting>;
  readonly sql: DiskStatements;
  readonly codec: AnswerCodec;
}

/** An answer to be written; without one, its row is to be removed. */
export interface Waiting {
  readonly answer?: Answer;
  readonly keep: Keep;
}

/** Somebody else's rows that go out with each batch of answers, such as the journal's. */
export interface WrittenAlong {
  /** Writes rows of what waits until it is enough, one at the least; whether it lasts is known when `written` is called. */
  write(enough: () => boolean): void;
  /** The rows of the last `write` are safe. @returns whether more wait. */
  written(): boolean;
}

/** Past it further hits of one batch are not counted. */
const MOST_SERVED = 4_096;

/** Time between two batches, in times that the first took. */
const REST = 7;

const GONE: Waiting = { keep: { lifetimeMs: 0 } };

/**
 * The tier that outlives the process. Reads are point reads; writes wait in a queue and go out together a moment later, off
 * the hot path. After a failure the queue is kept and tried again; meanwhile the memory tier carries on.
 */
export function createDiskTier(options: DiskTierOptions): DiskTier {
  const { database, codec, clock, lifetimeOf } = options;
  const sql = diskStatements(database);
  const places = new KnownPlaces(sql, clock);
  const evictor = new Evictor(sql, options);
  const pending = new Map<string, Waiting>();
  /** Digests that were served since the last batch, one for each time. */
  let served: string[] = [];
  const used = new Map<string, { hits: number; usedAt: number }>();
  let timer: Disposable | undefined;
  let due = Number.POSITIVE_INFINITY;
  let disposed = false;
  /** Answers that were given up before they were written. */
  let dropped = 0;
  /** Batches that were written. */
  let batches = 0;
  let size = totals();

  function totals(): { entries: number; bytes: number; inflation: number } {
    const row = sql.totals.get();
    return {
      entries: Number(row?.entries ?? 0),
      bytes: Number(row?.bytes ?? 0),
      inflation: Number(row?.inflation ?? 0),
    };
  }

  function schedule(ms: number): void {
    const at = clock.monotonic() + ms;
    if (disposed || at >= due) return;
    timer?.dispose();
    due = at;
    timer = clock.after(ms, () => {
      due = Number.POSITIVE_INFINITY;
      timer = undefined;
      step();
    });
  }

  /** One batch; what is left goes after a while, so that writing takes an eighth of the thread at most; what failed, after a pause. */
  function step(): void {
    const began = clock.monotonic();
    try {
      if (writeBatch(limits.diskBatch)) schedule(REST * (clock.monotonic() - began));
      options.onWrite(undefined);
    } catch (error) {
      options.onWrite(error);
      schedule(limits.diskRetryMs);
    }
  }

  /** Writes some of what waits in one transaction; returns whether more is left. */
  function writeBatch(most: number): boolean {
    const now = clock.now();
    for (const { digest, hits, usedAt } of options.drainHits?.() ?? []) note(digest, hits, usedAt);
    for (const digest of served) note(digest, 1, now);
    served = [];
    if (options.stillThere?.() === false) return false;
    const until = clock.monotonic() + limits.diskBatchMs;
    let left = most;
    const enough = (): boolean => left-- <= 0 || clock.monotonic() >= until;
    const batch: [string, Waiting][] = [];
    const touches: string[] = [];
    const writer = new RowWriter(sql, codec, now, size.inflation);
    let more = false;
    database.transaction(() => {
      for (const one of pending) {
        if (batch.length > 0 && enough()) break;
        batch.push(one);
        const [digest, { answer, keep }] = one;
        if (answer === undefined) sql.remove.run(rowId(digest));
        else if (options.mayKeep?.(answer) !== false) writer.write(digest, answer, keep.lifetimeMs);
      }
      writer.end();
      for (const [digest, { hits, usedAt }] of used) {
        if (enough()) break;
        touches.push(digest);
        sql.touch.run(usedAt, hits, hits, rowId(digest));
      }
      options.along?.write(enough);
      more = evictor.run(now);
    });
    if (batch.length > 0) batches++;
    for (const [digest, waiting] of batch) {
      places.add(rowId(digest));
      if (pending.get(digest) === waiting) pending.delete(digest);
    }
    for (const digest of touches) used.delete(digest);
    more = options.along?.written() === true || more;
    size = totals();
    return more || pending.size > 0 || used.size > 0;
  }

  function note(digest: string, hits: number, usedAt: number): void {
    const known = used.get(digest);
    if (known !== undefined) {
      known.hits += hits;
      known.usedAt = usedAt;
    } else if (used.size < limits.diskQueue) used.set(digest, { hits, usedAt });
  }

  function read(digest: string, now: number): Answer | undefined {
    const waiting = pending.get(digest);
    if (waiting !== undefined) return waiting.answer;
    const body = sql.read.value(rowId(digest));
    if (body === undefined) return undefined;
    const decoded = codec.decode(body, digest);
    if (decoded === undefined) {
      // Torn, or written by something else: it is of no use to anybody.
      pending.set(digest, GONE);
      schedule(limits.diskWriteMs);
      return undefined;
    }
    const { answer, lifetimeMs } = decoded;
    const lifetime = Math.min(lifetimeMs, lifetimeOf(answer));
    return Math.abs(now - answer.createdAt) > 2 * lifetime ? undefined : answer;
  }

  return {
    name: 'disk',
    sql,
    codec,
    get(digest) {
      const answer = read(digest, clock.now());
      if (answer === undefined) return undefined;
      if (served.length < MOST_SERVED) served.push(digest);
      if (timer === undefined) schedule(limits.diskTouchMs);
      return answer;
    },
    expect(place) {
      const there = places.isFree(place) ? [] : sql.among.all(...rowsOf(place)).map(({ id }) => Number(id));
      const seen = batches;
      // What waited then may have been written since: that is for a look-up to say.
      return {
        has: (digest) => batches !== seen || pending.has(digest) || (there.length > 0 && there.includes(rowId(digest))),
      };
    },
    peek: (digest) => read(digest, clock.now()),
    set(digest, answer, keep) {
      pending.set(digest, { answer, keep });
      if (pending.size > limits.diskQueue) {
        // The disk fails, or answers come faster than it takes them. Memory has those that wait longest.
        let left = limits.diskBatch;
        for (const waiting of pending.keys()) {
          pending.delete(waiting);
          dropped++;
          if (--left === 0) break;
        }
      }
      schedule(limits.diskWriteMs);
    },
    delete(digest) {
      // Not only a row: as long as the disk fails, the queue remembers that it is to go.
      pending.set(digest, GONE);
      used.delete(digest);
      schedule(0);
    },
    clear(filter) {
      const { changes } = filter === undefined ? sql.clear.run() : sql.clearSome.run(...filterValues(filter));
      const waits = [...pending].filter(
        ([, { answer }]) => answer !== undefined && matchesFilter(answer, filter ?? {}),
      );
      for (const [digest] of waits) pending.delete(digest);
      size = totals();
      return changes + waits.length;
    },
    flush() {
      while (writeBatch(limits.diskBatch));
      options.onWrite(undefined);
    },
    size: () => ({ entries: size.entries, bytes: size.bytes, evictions: dropped + evictor.count }),
    schedule,
    waiting: () => pending,
    dispose() {
      disposed = true;
      timer?.dispose();
      database.close();
    },
  };
}
