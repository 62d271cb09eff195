import { limits } from '../../limits.ts';
import type { NearParts } from './near-match.ts';

/** A question about a context, taken apart. */
export interface Neighbour {
  readonly agent: string;
  /** Hash of the context. */
  readonly context: string;
  readonly text: string;
  /** What it looks at, as JSON. */
  readonly focus: string | undefined;
  readonly parts: NearParts;
  readonly answerClass: string;
  readonly digest: string;
  /** ms since the epoch. */
  readonly askedAt: number;
}

/** The last questions, found by context and what must agree exactly. */
export class Neighbours {
  /** By context, then by `NearParts.strict`: apart, since a text made of both would be hashed anew for each question. */
  readonly #alike = new Map<string, Map<string, Neighbour[]>>();
  /** All, the one asked longest ago first. */
  readonly #all: Neighbour[] = [];

  add(neighbour: Neighbour): void {
    const { context, parts } = neighbour;
    let about = this.#alike.get(context);
    if (about === undefined) {
      about = new Map();
      this.#alike.set(context, about);
    }
    const alike = about.get(parts.strict);
    if (alike === undefined) about.set(parts.strict, [neighbour]);
    else alike.push(neighbour);
    this.#all.push(neighbour);
    if (this.#all.length > limits.journalEntries) this.#forget(this.#all.shift());
  }

  /** Those that may be like a question, in the order of their asking. */
  alike(context: string, { strict }: NearParts): readonly Neighbour[] {
    return this.#alike.get(context)?.get(strict) ?? [];
  }

  /** The oldest of all is the oldest of its like. */
  #forget(oldest: Neighbour | undefined): void {
    if (oldest === undefined) return;
    const about = this.#alike.get(oldest.context);
    const alike = about?.get(oldest.parts.strict);
    alike?.shift();
    if (alike?.length === 0) about?.delete(oldest.parts.strict);
    if (about?.size === 0) this.#alike.delete(oldest.context);
  }
}
