import { LRUCache } from 'lru-cache';
import type { Answer } from '../domain/answer.ts';
import type { Clock } from '../ports/clock.ts';
import type { AnswerTier } from './tier.ts';

/** Bytes of an answer beside its text: strings are two bytes a character at the most. */
const OVERHEAD_BYTES = 1024;

/** The first tier: the least recently used answer goes when the bytes run out, any answer after `ttlMs`. */
export function createMemoryTier(options: { maxBytes: number; ttlMs: number; clock: Clock }): AnswerTier {
  let hits = 0;
  let misses = 0;
  let sets = 0;
  let evictions = 0;
  const entries = new LRUCache<string, Answer>({
    maxSize: options.maxBytes,
    sizeCalculation: sizeOf,
    ttl: options.ttlMs,
    perf: { now: () => options.clock.monotonic() + 1 },
    ttlResolution: 0,
    dispose: (_answer, _digest, reason) => {
      if (reason === 'evict' || reason === 'expire') evictions++;
    },
  });
  return {
    get(digest) {
      const answer = entries.get(digest);
      if (answer === undefined) misses++;
      else hits++;
      return answer;
    },
    set(digest, answer) {
      sets++;
      entries.set(digest, answer);
    },
    delete: (digest) => {
      entries.delete(digest);
    },
    clear() {
      const { size } = entries;
      entries.clear();
      return size;
    },
    flush() {},
    stats: () => ({
      tier: 'memory',
      hits,
      misses,
      sets,
      evictions,
      errors: 0,
      entries: entries.size,
      bytes: entries.calculatedSize,
    }),
    notices: () => [],
    dispose: () => entries.clear(),
  };
}

function sizeOf(answer: Answer): number {
  return OVERHEAD_BYTES + 2 * answer.text.length + 128 * answer.sources.length;
}
