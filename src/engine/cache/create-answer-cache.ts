import { WeeError } from '../errors.ts';
import { limits } from '../limits.ts';
import type { AnswerCache } from '../ports/answer-cache.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import { openDatabase } from '../storage/open-database.ts';
import { createDiskTier } from './disk-tier.ts';
import { createMemoryTier } from './memory-tier.ts';
import { answerMigrations } from './migrations.ts';
import type { AnswerTier } from './tier.ts';

export interface AnswerCacheOptions {
  /** Absolute path of answers.db; `undefined` keeps answers in memory only. */
  readonly path: string | undefined;
  /** Path of better-sqlite3's binary. */
  readonly binding?: string | undefined;
  readonly memoryBytes: number;
  readonly diskBytes: number;
  /** ms in memory; twice that on disk. */
  readonly ttlMs: number;
  readonly clock: Clock;
  readonly log: Log;
}

/** The floors of the seed: 300 s in memory, twice that on disk. */
const MIN_TTL_MS = 300_000;

/** Memory over disk. The disk is opened at the first `ready()`, not before; where it cannot be, memory carries on alone. */
export function createAnswerCache(options: AnswerCacheOptions): AnswerCache {
  const ttlMs = Math.max(options.ttlMs, MIN_TTL_MS);
  const { clock, log } = options;
  const memory = createMemoryTier({ maxBytes: options.memoryBytes, ttlMs, clock });
  let disk: AnswerTier | undefined;
  let disposed = false;
  const notices: string[] = [];
  let opening: Promise<void> | undefined;

  const open = async (path: string): Promise<void> => {
    try {
      const { binding, diskBytes } = options;
      const opened = await openDatabase({
        path,
        application: 'answers',
        migrations: answerMigrations,
        busyMs: limits.hostBusyMs,
        binding,
        clock,
        log,
      });
      notices.push(...opened.notices);
      if (disposed) opened.database.close();
      else disk = createDiskTier({ database: opened.database, maxBytes: diskBytes, ttlMs: 2 * ttlMs, clock, log });
    } catch (thrown) {
      const error = WeeError.from(thrown);
      log.warn(`Disk cache: ${error.message}`);
      notices.push(`Disk cache is off: ${error.message} ${error.remedy}`);
    }
  };
  const ready = async (): Promise<void> => {
    if (options.path === undefined) return;
    opening ??= open(options.path);
    await opening;
  };

  return {
    ready,
    get(digest) {
      const near = memory.get(digest);
      if (near !== undefined) return { answer: near, tier: 'memory' };
      const answer = disk?.get(digest);
      if (answer === undefined) return undefined;
      memory.set(digest, answer);
      return { answer, tier: 'disk' };
    },
    set(digest, answer, { transient = false } = {}) {
      memory.set(digest, answer);
      if (!transient) disk?.set(digest, answer);
    },
    evict(digest) {
      memory.delete(digest);
      disk?.delete(digest);
    },
    async clear() {
      await ready();
      return Math.max(memory.clear(), disk?.clear() ?? 0);
    },
    async flush() {
      disk?.flush();
    },
    stats: () => (disk === undefined ? [memory.stats()] : [memory.stats(), disk.stats()]),
    notices: () => [...notices, ...(disk?.notices() ?? [])],
    dispose() {
      disposed = true;
      memory.dispose();
      disk?.dispose();
      disk = undefined;
    },
  };
}
