import { limits } from '../../limits.ts';
import type { NearParts } from './near-match.ts';

/** A question about a context, taken apart. */
export interface Neighbour {
  readonly text: string;
  /** What it looks at, as JSON. */
  readonly focus: string | undefined;
  readonly parts: NearParts;
  readonly answerClass: string;
  readonly digest: string;
  /** ms since the epoch. */
  readonly askedAt: number;
}

/** The last questions, found by agent, context and what must agree exactly. */
export class Neighbours {
  readonly #alike = new Map<string, Neighbour[]>();
  /** Where each is, the one asked longest ago first. */
  readonly #places: string[] = [];

  add(agent: string, context: string, neighbour: Neighbour): void {
    const place = placeOf(agent, context, neighbour.parts);
    const alike = this.#alike.get(place);
    if (alike === undefined) this.#alike.set(place, [neighbour]);
    else alike.push(neighbour);
    this.#places.push(place);
    if (this.#places.length > limits.journalEntries) this.#forget(this.#places.shift() ?? '');
  }

  /** Those that may be like a question, in the order of their asking. */
  alike(agent: string, context: string, parts: NearParts): readonly Neighbour[] {
    return this.#alike.get(placeOf(agent, context, parts)) ?? [];
  }

  /** The oldest of all is the oldest of its like. */
  #forget(place: string): void {
    const alike = this.#alike.get(place);
    alike?.shift();
    if (alike?.length === 0) this.#alike.delete(place);
  }
}

function placeOf(agent: string, context: string, { strict }: NearParts): string {
  return `${agent} ${context} ${strict}`;
}
