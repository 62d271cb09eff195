import { LRUCache } from 'lru-cache';
import type { Answer } from '../../domain/answer.ts';
import { limits } from '../../limits.ts';
import type { Clock } from '../../ports/clock.ts';
import { matchesFilter } from './matches-filter.ts';
import type { AnswerTier, Keep } from './tier.ts';
import { worthOf } from './worth.ts';

/** Bytes of an answer beside its text: strings are two bytes a character at the most. */
const OVERHEAD_BYTES = 1024;
/** The answers that are looked at when one has to go: the least recently used ones. */
const CANDIDATES = 16;
/** How many of them go together where there are many answers. */
const AT_ONCE = 4;
const MANY = 1_024;

/** An answer in memory and what is known of its use. */
export interface MemoryEntry {
  readonly answer: Answer;
  readonly keep: Keep;
  readonly bytes: number;
  /** On the monotonic clock. */
  readonly expiresAt: number;
  /** ms since the epoch. */
  usedAt: number;
  worth: number;
  hits: number;
  /** Hits that the disk has not heard of. */
  unreported: number;
}

export interface MemoryTier extends AnswerTier {
  entry(digest: string): MemoryEntry | undefined;
  entries(): IterableIterator<MemoryEntry>;
  /** Entries that were hit since the last call. */
  drainHits(): readonly MemoryEntry[];
}

export interface MemoryTierOptions {
  readonly maxBytes: () => number;
  readonly clock: Clock;
  /** Called at a first unreported hit. */
  readonly onHit?: () => void;
}

/**
 * The first tier. When the bytes run out, the least worthy of the least recently used answers goes (see `worthOf`); looking at
 * 16 of them instead of all keeps an eviction cheap, as Redis does.
 */
export function createMemoryTier({ maxBytes, clock, onHit }: MemoryTierOptions): MemoryTier {
  // With `max`, lru-cache would lay out room for all of them at once: the longest turn of the editor's thread that WEE ever took.
  const kept = new LRUCache<string, MemoryEntry>({ maxSize: limits.memoryAnswers, sizeCalculation: () => 1 });
  let bytes = 0;
  let evictions = 0;
  let inflation = 0;
  let hit: MemoryEntry[] = [];

  function remove(digest: string): void {
    const entry = kept.peek(digest);
    if (entry === undefined) return;
    kept.delete(digest);
    bytes -= entry.bytes;
  }

  /** The least worthy of the least recently used; of many answers a few at once, so that not every new one has to look. @param replaced the answer that is about to be replaced: its bytes are gone already. */
  function evict(replaced: string): void {
    const candidates: MemoryEntry[] = [];
    for (const entry of kept.rvalues()) {
      if (entry !== undefined) candidates.push(entry);
      if (candidates.length === CANDIDATES) break;
    }
    candidates.sort((a, b) => a.worth - b.worth);
    for (const least of candidates.slice(0, kept.size < MANY ? 1 : AT_ONCE)) {
      inflation = Math.max(inflation, least.worth);
      const { digest } = least.answer;
      kept.delete(digest);
      if (digest !== replaced) bytes -= least.bytes;
      evictions++;
    }
  }

  return {
    name: 'memory',
    get(digest) {
      const entry = kept.get(digest);
      if (entry === undefined) return undefined;
      if (clock.monotonic() > entry.expiresAt) {
        remove(digest);
        evictions++;
        return undefined;
      }
      entry.hits++;
      entry.worth = worthOf(inflation, entry.hits, entry.answer.generateMs, entry.bytes);
      if (entry.unreported++ === 0) {
        hit.push(entry);
        onHit?.();
      }
      return entry.answer;
    },
    set(digest, answer, keep) {
      const size = sizeOf(answer);
      // One that would push everything else out is not kept.
      if (size > maxBytes() / 2) {
        remove(digest);
        return;
      }
      // Set over, not deleted before: lru-cache clears its arrays when its last entry is deleted.
      bytes -= kept.peek(digest)?.bytes ?? 0;
      while (kept.size > 0 && (bytes + size > maxBytes() || kept.size >= limits.memoryAnswers)) evict(digest);
      bytes += size;
      kept.set(digest, {
        answer,
        keep,
        bytes: size,
        expiresAt: clock.monotonic() + Math.min(keep.lifetimeMs, keep.leftMs ?? keep.lifetimeMs),
        usedAt: clock.now(),
        worth: worthOf(inflation, 1, answer.generateMs, size),
        hits: 0,
        unreported: 0,
      });
    },
    delete: remove,
    clear(filter) {
      const before = kept.size;
      if (filter === undefined) {
        kept.clear();
        bytes = 0;
        return before;
      }
      for (const [digest, { answer }] of [...kept.entries()]) if (matchesFilter(answer, filter)) remove(digest);
      return before - kept.size;
    },
    flush() {},
    size: () => ({ entries: kept.size, bytes, evictions }),
    entry: (digest) => kept.peek(digest),
    entries: () => kept.values() as IterableIterator<MemoryEntry>,
    drainHits() {
      const drained = hit;
      hit = [];
      const now = clock.now();
      for (const entry of drained) entry.usedAt = now;
      return drained;
    },
    dispose() {
      kept.clear();
      hit = [];
      bytes = 0;
    },
  };
}

function sizeOf({ text, sources, edits, toolCalls }: Answer): number {
  let size = OVERHEAD_BYTES + 2 * text.length + 128 * sources.length;
  if (edits !== undefined) for (const edit of edits) size += 256 + 2 * edit.text.length;
  if (toolCalls !== undefined) for (const call of toolCalls) size += 256 + 2 * call.input.length;
  return size;
}
