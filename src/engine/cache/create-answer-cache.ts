import type { Answer } from '../domain/answer.ts';
import type { EngineSettings } from '../domain/settings.ts';
import { limits } from '../limits.ts';
import type { AnswerCache, Cached } from '../ports/answer-cache.ts';
import type { Clock } from '../ports/clock.ts';
import type { Disposable } from '../ports/disposable.ts';
import type { Log } from '../ports/log.ts';
import type { Random } from '../ports/random.ts';
import type { Database } from '../storage/database.ts';
import { storageError } from '../storage/storage-error.ts';
import { listEntries } from './explore/list-entries.ts';
import { showEntry } from './explore/show-entry.ts';
import { storeBytes } from './explore/store-bytes.ts';
import { verifyAnswers } from './explore/verify-answers.ts';
import { createAskJournal } from './journal/create-ask-journal.ts';
import { lifetimeOf, withJitter } from './lifetime.ts';
import { openDiskAnswers } from './open-disk-answers.ts';
import { createMemoryTier } from './tiers/memory-tier.ts';
import { RemoteGuard } from './tiers/remote-guard.ts';
import type { Keep, RemoteTier } from './tiers/tier.ts';
import { TierGuard } from './tiers/tier-guard.ts';
import { TierHealth } from './tiers/tier-health.ts';

export interface AnswerCacheOptions extends Omit<EngineSettings['cache'], 'ttlFor' | 'warm'> {
  /** Absolute path of answers.db; `undefined` keeps answers in memory only. */
  readonly path: string | undefined;
  /** Path of better-sqlite3's binary. */
  readonly binding?: string | undefined;
  /** Lifetimes by agent and backend, ms; see `lifetimeOf`. */
  readonly ttlFor?: EngineSettings['cache']['ttlFor'];
  /** Whether a text holds a secret; what does stays in memory. */
  readonly hasSecret?: (text: string) => boolean;
  /**
   * Has another process carry the write-ahead log over into the database, soon after writes: that waits for the disk. Without it, a
   * write does it every now and then.
   */
  readonly carryOver?: (path: string) => void;
  /** The tier that several people share, where there is one. */
  readonly shared?: RemoteTier;
  readonly clock: Clock;
  readonly random?: Random;
  readonly log: Log;
}

const noChance: Random = { next: () => 0, id: () => '' };

/**
 * Memory over disk, and behind them the shared tier. The disk is opened at the first `ready()`, not before; where it cannot be,
 * memory carries on alone and the disk is tried again later.
 */
export function createAnswerCache(options: AnswerCacheOptions): AnswerCache {
  const { clock, log, random = noChance, hasSecret = () => false } = options;
  let settings: Omit<EngineSettings['cache'], 'warm'> = { ...options, ttlFor: options.ttlFor ?? {} };
  const health = new TierHealth('Disk cache', options.path ?? '', log);
  const memory = createMemoryTier({
    maxBytes: () => settings.memoryBytes,
    clock,
    onHit: () => store?.current?.tier.schedule(limits.diskTouchMs),
  });
  const near = new TierGuard(memory, {
    clock,
    random,
    timedOf: 16,
    health: { failed: (_, error) => log.error('The memory tier failed', error), fine() {} },
  });
  const remote = options.shared === undefined ? undefined : new RemoteGuard(options.shared, { clock, random, log });
  const journal = createAskJournal({
    clock,
    table: () => store?.current?.table,
    mayKeep: (text) => !hasSecret(text),
    onPending: () => store?.current?.tier.schedule(limits.diskWriteMs),
  });
  const lifetime = (answer: Answer): number => lifetimeOf(answer, settings);
  let carrying: Disposable | undefined;
  const store =
    options.path === undefined
      ? undefined
      : openDiskAnswers(options.path, {
          binding: options.binding,
          clock,
          random,
          log,
          logPages: options.carryOver === undefined ? undefined : limits.logPages,
          settings: () => settings,
          mayKeep,
          memory,
          journal,
          health,
          onWritten: carryOverSoon,
        });

  function mayKeep({ text, question }: Answer): boolean {
    return !hasSecret(text) && !hasSecret(question);
  }

  function carryOverSoon({ path }: Database): void {
    if (options.carryOver === undefined) return;
    carrying ??= clock.after(limits.carryOverMs, () => {
      carrying = undefined;
      options.carryOver?.(path);
    });
  }

  function promote({ answer, tier }: Cached): Cached {
    const lifetimeMs = lifetime(answer);
    const leftMs = Math.max(0, 2 * lifetimeMs - Math.abs(clock.now() - answer.createdAt));
    near.set(answer.digest, answer, { lifetimeMs, leftMs });
    return { answer, tier };
  }

  async function flush(): Promise<void> {
    await store?.ready();
    const open = store?.current;
    open?.guard.flush();
    // The file was gone: what memory holds goes to the new one.
    if (store !== undefined && store.current !== open) {
      await store.ready();
      store.current?.guard.flush();
    }
  }

  return {
    journal,
    ready: () => store?.ready(),
    expect: (place) => store?.current?.guard.expect(place),
    get(digest, expected) {
      const answer = near.get(digest);
      if (answer !== undefined) return { answer, tier: 'memory' };
      const kept = store?.current?.guard.get(digest, expected);
      return kept === undefined ? undefined : promote({ answer: kept, tier: 'disk' });
    },
    ...(remote !== undefined && {
      async fetch(digest, signal) {
        const answer = await remote.get(digest, signal);
        return answer === undefined ? undefined : promote({ answer, tier: 'shared' });
      },
    }),
    peek(digest) {
      const entry = memory.entry(digest);
      if (entry !== undefined && clock.monotonic() <= entry.expiresAt) return { answer: entry.answer, tier: 'memory' };
      const answer = quietly(() => store?.current?.tier.peek(digest), undefined);
      return answer === undefined ? undefined : { answer, tier: 'disk' };
    },
    set(digest, answer, { transient = false } = {}) {
      const keep: Keep = { lifetimeMs: withJitter(lifetime(answer), random), transient };
      near.set(digest, answer, keep);
      if (transient) return;
      store?.current?.guard.set(digest, answer, keep);
      if (remote !== undefined && mayKeep(answer)) remote.set(digest, answer, keep.lifetimeMs);
    },
    evict(digest) {
      near.delete(digest);
      store?.current?.guard.delete(digest);
    },
    async clear(filter) {
      await store?.ready();
      const before = memory.clear(filter);
      if (filter === undefined) journal.clear();
      try {
        return Math.max(before, store?.current?.guard.clear(filter) ?? 0);
      } catch (error) {
        throw storageError(error, options.path ?? '');
      }
    },
    flush,
    configure(next) {
      settings = next;
    },
    stats: () => [
      near.stats(),
      ...(remote === undefined ? [] : [remote.stats()]),
      ...(store?.current === undefined ? [] : [store.current.guard.stats()]),
    ],
    notices: () => [...(store?.notices() ?? []), ...health.notices(), ...(remote?.notices() ?? [])],
    list: (filter, limit) => listEntries({ memory, disk: store?.current?.tier }, filter, limit),
    show: (prefix) => showEntry({ memory, disk: store?.current?.tier }, prefix),
    async verify() {
      await flush();
      return verifyAnswers(store?.current?.tier);
    },
    store: () => (options.path === undefined ? { bytes: 0 } : { path: options.path, bytes: storeBytes(options.path) }),
    dispose() {
      carrying?.dispose();
      store?.current?.guard.flush();
      store?.dispose();
      memory.dispose();
      remote?.dispose();
    },
  };
}

function quietly<T>(work: () => T, otherwise: T): T {
  try {
    return work();
  } catch {
    return otherwise;
  }
}
