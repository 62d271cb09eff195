import type { CacheWhy } from '../../domain/cache-entry.ts';
import type { Question } from '../../domain/question.ts';
import type { AnswerCache } from '../../ports/answer-cache.ts';
import { explainStanding } from '../explain/explain-standing.ts';
import type { Answers } from './answers.ts';
import type { Warmer } from './warmer.ts';

export interface AnswersParts {
  readonly cache: AnswerCache;
  readonly warmer: Warmer;
  /** Told after answers came or went. */
  readonly changed: () => void;
  /** See `Answers.why`. */
  readonly explain: (question: Question) => Promise<CacheWhy>;
  /** Whether answers may be written down. */
  readonly mayLast: () => boolean;
}

/** The cache as doors see it. */
export function createAnswers({ cache, warmer, changed, explain, mayLast }: AnswersParts): Answers {
  return {
    async list(filter = {}, limit = 100) {
      await cache.ready();
      return cache.list(filter, limit);
    },
    async show(digest) {
      await cache.ready();
      return cache.show(digest);
    },
    why: explain,
    async standing(digest) {
      await cache.ready();
      return explainStanding(digest, cache.journal, explain);
    },
    restore(answer) {
      cache.set(answer.digest, answer, { transient: !mayLast() });
      changed();
    },
    async clear(filter) {
      const removed = await cache.clear(filter);
      changed();
      return removed;
    },
    verify: () => cache.verify(),
    store: () => cache.store(),
    warm: (patterns, budget, signal) => warmer.warm(patterns, budget, signal),
  };
}
