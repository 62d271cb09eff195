import { LRUCache } from 'lru-cache';
import type { Prompt } from '../domain/prompt.ts';
import { limits } from '../limits.ts';

/** The prompt that a question had at one generation of the workspace. */
export interface Remembered {
  readonly generation: number;
  readonly prompt: Prompt;
  readonly digest: string;
}

/**
 * The fast path: (question key, generation) → digest. While the generation stands, so does the digest, and an unchanged
 * workspace answers without compressing again. An older generation's entry still tells what changed since.
 */
export class Memo {
  readonly #entries = new LRUCache<string, Remembered>({ max: limits.memoEntries });

  /** What is remembered at exactly this generation. */
  current(key: string, generation: number): Remembered | undefined {
    const entry = this.#entries.get(key);
    return entry?.generation === generation ? entry : undefined;
  }

  /** What was last remembered, whenever that was. */
  last(key: string): Remembered | undefined {
    return this.#entries.peek(key);
  }

  set(key: string, entry: Remembered): void {
    this.#entries.set(key, entry);
  }

  clear(): void {
    this.#entries.clear();
  }
}
