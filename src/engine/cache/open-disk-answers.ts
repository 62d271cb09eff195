import type { Answer } from '../domain/answer.ts';
import type { EngineSettings } from '../domain/settings.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Random } from '../ports/random.ts';
import type { Database } from '../storage/database.ts';
import { loadAnswerCodec } from './disk/answer-codec.ts';
import { DiskStore } from './disk/disk-store.ts';
import { createDiskTier, type DiskTier } from './disk/disk-tier.ts';
import type { WrittenJournal } from './journal/create-ask-journal.ts';
import { createJournalTable, type JournalTable } from './journal/journal-table.ts';
import { lifetimeOf, longestLifetime } from './lifetime.ts';
import type { MemoryEntry, MemoryTier } from './tiers/memory-tier.ts';
import { TierGuard } from './tiers/tier-guard.ts';
import type { TierHealth } from './tiers/tier-health.ts';

/** What stands on an open database. */
interface OnDisk {
  readonly tier: DiskTier;
  readonly guard: TierGuard;
  readonly table: JournalTable;
}

interface DiskAnswersOptions {
  /** Path of better-sqlite3's binary. */
  readonly binding: string | undefined;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** See `DiskStore`. */
  readonly logPages: number | undefined;
  readonly settings: () => Pick<EngineSettings['cache'], 'diskBytes' | 'ttlMs' | 'ttlFor'>;
  /** Whether an answer may be written. */
  readonly mayKeep: (answer: Answer) => boolean;
  /** The tier above: its hits are written along, and a new database gets what it holds. */
  readonly memory: MemoryTier;
  /** Written along with the answers. */
  readonly journal: WrittenJournal;
  readonly health: TierHealth;
  /** Called after each write that went well. */
  readonly onWritten: (database: Database) => void;
}

/** The disk tier, behind its guard, and the table of the journal, in a database that is opened at the first `ready()` and kept open. */
export function openDiskAnswers(path: string, options: DiskAnswersOptions): DiskStore<OnDisk> {
  const { clock, random, memory, journal, health, settings, mayKeep } = options;
  const store = new DiskStore<OnDisk>({
    path,
    binding: options.binding,
    clock,
    log: options.log,
    logPages: options.logPages,
    async build(database) {
      const codec = await loadAnswerCodec();
      const table = createJournalTable(database);
      const tier = createDiskTier({
        database,
        codec,
        clock,
        maxBytes: () => settings().diskBytes,
        lifetimeOf: (answer) => lifetimeOf(answer, settings()),
        longestMs: () => longestLifetime(settings()),
        stillThere: () => store.stillThere(),
        drainHits: () => reported(memory.drainHits()),
        mayKeep,
        along: { write: (enough) => journal.write(table, enough), written: () => journal.written() },
        onWrite(error) {
          if (error === undefined) {
            options.onWritten(database);
            health.fine('write');
            return;
          }
          guard.countError();
          health.failed('write', error);
          store.examine(error);
        },
      });
      const guard: TierGuard = new TierGuard(tier, {
        clock,
        random,
        timedOf: 1,
        health: {
          failed(kind, error) {
            health.failed(kind, error);
            store.examine(error);
          },
          fine: (kind) => health.fine(kind),
        },
      });
      return { tier, guard, table };
    },
    close: ({ tier }) => tier.dispose(),
    onOpen({ guard }, lost) {
      // What was lost with a file, or never reached one: all that memory holds, and what waited.
      for (const { answer, keep } of memory.entries())
        if (keep.transient !== true) guard.set(answer.digest, answer, keep);
      for (const [digest, { answer, keep }] of lost?.tier.waiting() ?? []) {
        if (answer !== undefined) guard.set(digest, answer, keep);
      }
    },
  });
  return store;
}

function reported(entries: readonly MemoryEntry[]): { digest: string; hits: number; usedAt: number }[] {
  return entries.map((entry) => {
    const hits = entry.unreported;
    entry.unreported = 0;
    return { digest: entry.answer.digest, hits, usedAt: entry.usedAt };
  });
}
