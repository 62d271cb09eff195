import type { Answer } from '../domain/answer.ts';
import { limits } from '../limits.ts';
import type { Clock } from '../ports/clock.ts';
import type { Disposable } from '../ports/disposable.ts';
import type { Log } from '../ports/log.ts';
import type { Database } from '../storage/database.ts';
import { storageError } from '../storage/storage-error.ts';
import { parseAnswer } from './answer-schema.ts';
import type { AnswerTier } from './tier.ts';

export interface DiskTierOptions {
  readonly database: Database;
  readonly maxBytes: number;
  readonly ttlMs: number;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * The tier that outlives the process. Reads are point reads; writes wait in a queue and go out together a moment later, off
 * the hot path. After a failure it keeps its queue and tries again; meanwhile the memory tier carries on.
 */
export function createDiskTier({ database, maxBytes, ttlMs, clock, log }: DiskTierOptions): AnswerTier {
  const select = database.prepare('SELECT json, created_at FROM answers WHERE digest = ?');
  const upsert = database.prepare(
    'INSERT OR REPLACE INTO answers (digest, json, bytes, created_at, used_at) VALUES (?, ?, ?, ?, ?)',
  );
  const touch = database.prepare('UPDATE answers SET used_at = ? WHERE digest = ?');
  const remove = database.prepare('DELETE FROM answers WHERE digest = ?');
  const expire = database.prepare('DELETE FROM answers WHERE created_at < ? OR created_at > ?');
  const totals = database.prepare('SELECT count(*) AS entries, coalesce(sum(bytes), 0) AS bytes FROM answers');
  const oldest = database.prepare('SELECT digest, bytes FROM answers ORDER BY used_at LIMIT 100');

  const pending = new Map<string, Answer>();
  const used = new Set<string>();
  let timer: Disposable | undefined;
  // Apart: on a full disk reads go well, and must not take back what is said of writes.
  const failing = new Map<'read' | 'write', string>();
  let disposed = false;
  let size = readTotals();
  const counts = { hits: 0, misses: 0, sets: 0, evictions: 0, errors: 0 };

  function readTotals(): { entries: number; bytes: number } {
    const row = totals.get();
    return { entries: Number(row?.entries ?? 0), bytes: Number(row?.bytes ?? 0) };
  }

  /** Runs database work; a failure is counted, said once, and answered with `otherwise`. */
  function guarded<T>(kind: 'read' | 'write', work: () => T, otherwise: T): T {
    try {
      const result = work();
      failing.delete(kind);
      return result;
    } catch (error) {
      counts.errors++;
      const { message } = storageError(error, database.path);
      if (!failing.has(kind)) log.warn(`Disk cache: ${message}`);
      failing.set(kind, `Disk cache is off for now: ${message}`);
      return otherwise;
    }
  }

  function schedule(ms: number): void {
    if (disposed || timer !== undefined) return;
    timer = clock.after(ms, () => {
      timer = undefined;
      write();
    });
  }

  function write(): void {
    timer?.dispose();
    timer = undefined;
    if (pending.size === 0 && used.size === 0) return;
    const done = guarded(
      'write',
      () => {
        database.transaction(() => {
          const now = clock.now();
          for (const digest of used) touch.run(now, digest);
          for (const [digest, answer] of pending) {
            const json = JSON.stringify(answer);
            upsert.run(digest, json, json.length, answer.createdAt, now);
          }
          counts.evictions += expire.run(now - ttlMs, now + ttlMs).changes;
          trim();
        });
        return true;
      },
      false,
    );
    if (!done) {
      schedule(limits.diskRetryMs);
      return;
    }
    pending.clear();
    used.clear();
    size = readTotals();
  }

  function trim(): void {
    let { bytes } = readTotals();
    while (bytes > maxBytes) {
      const rows = oldest.all();
      if (rows.length === 0) return;
      for (const row of rows) {
        if (bytes <= maxBytes) break;
        remove.run(String(row.digest));
        bytes -= Number(row.bytes);
        counts.evictions++;
      }
    }
  }

  /** A clock that was set back must not make an answer immortal: one from too far in the future is as dead as an old one. */
  const fresh = (createdAt: number): boolean => Math.abs(clock.now() - createdAt) <= ttlMs;

  function read(digest: string): Answer | undefined {
    const waiting = pending.get(digest);
    if (waiting !== undefined) return waiting;
    const row = select.get(digest);
    if (row === undefined || !fresh(Number(row.created_at))) return undefined;
    const answer = parseAnswer(row.json, digest);
    if (answer === undefined) remove.run(digest);
    return answer;
  }

  return {
    get(digest) {
      const answer = guarded('read', () => read(digest), undefined);
      if (answer === undefined) counts.misses++;
      else {
        counts.hits++;
        if (used.size < limits.diskQueue) used.add(digest);
        schedule(limits.diskWriteMs);
      }
      return answer;
    },
    set(digest, answer) {
      counts.sets++;
      pending.set(digest, answer);
      if (pending.size >= limits.diskQueue) {
        write();
        // Still full: the disk fails. The oldest waiting answer is given up; memory has it for now.
        const first = pending.keys().next().value;
        if (pending.size >= limits.diskQueue && first !== undefined) pending.delete(first);
      } else schedule(limits.diskWriteMs);
    },
    delete(digest) {
      pending.delete(digest);
      used.delete(digest);
      guarded('write', () => remove.run(digest), undefined);
    },
    clear() {
      const waiting = pending.size;
      pending.clear();
      used.clear();
      const changes = guarded('write', () => database.prepare('DELETE FROM answers').run().changes, 0);
      size = guarded('read', readTotals, size);
      return Math.max(changes, waiting);
    },
    flush: write,
    stats: () => ({ tier: 'disk', ...counts, ...size }),
    notices: () => [...new Set(failing.values())],
    dispose() {
      write();
      disposed = true;
      timer?.dispose();
      guarded('write', () => database.close(), undefined);
    },
  };
}
