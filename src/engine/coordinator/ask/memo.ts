import { LRUCache } from 'lru-cache';
import type { AgentDefinition } from '../../domain/agent.ts';
import type { Prompt } from '../../domain/prompt.ts';
import { limits } from '../../limits.ts';

/** The prompt of a question at one generation of the workspace. */
export interface Made {
  readonly generation: number;
  /** `Memo.epoch` when its making began. */
  readonly epoch: number;
  readonly prompt: Prompt;
  readonly digest: string;
}

/** What is remembered of a question that had one. */
export interface Remembered extends Made {
  /** The question's key in the journal. */
  readonly asked: string;
}

/**
 * The fast path: (question key, generation) → digest. While the generation, the settings and the agent's definition stand, so
 * does the digest, and an unchanged workspace answers without compressing again.
 */
export class Memo {
  readonly #entries = new LRUCache<string, Remembered>({ max: limits.memoEntries });
  #epoch = 0;

  /** Rises with every change of settings: what was begun under older ones does not count, even if it ends later. */
  get epoch(): number {
    return this.#epoch;
  }

  /** What is remembered at exactly this generation, for this very definition of the agent. */
  current(key: string, generation: number, agent: AgentDefinition): Remembered | undefined {
    const entry = this.#entries.get(key);
    if (entry?.generation !== generation || entry.epoch !== this.#epoch) return undefined;
    return entry.prompt.agent === agent ? entry : undefined;
  }

  /** Whether anything was remembered of it, whenever that was. */
  has(key: string): boolean {
    return this.#entries.has(key);
  }

  set(key: string, entry: Remembered): void {
    this.#entries.set(key, entry);
  }

  /** No entry counts any longer. */
  expire(): void {
    this.#epoch++;
  }
}
