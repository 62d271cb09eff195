import { limits } from '../../limits.ts';
import { type NearParts, nearParts } from './near-match.ts';

/** A question about a context. */
export interface Neighbour {
  readonly text: string;
  /** What it looks at, as JSON. */
  readonly focus: string | undefined;
  readonly answerClass: string;
  readonly digest: string;
  readonly askedAt: number;
}

/** One taken apart. */
export type TakenApart = Neighbour & { readonly parts: NearParts };

/** The last questions about one context, found by what must agree exactly; they are taken apart when somebody looks for one. */
export class Neighbours {
  readonly #taken: TakenApart[] = [];
  readonly #alike = new Map<string, TakenApart[]>();
  #new: Neighbour[] = [];

  add(neighbour: Neighbour): void {
    this.#new.push(neighbour);
    if (this.#new.length > limits.sharingRecords) this.#new.shift();
  }

  /** Those that may be like a question, in order of their asking; often it is the newest of them itself. */
  alike(text: string, parts: NearParts): readonly TakenApart[] {
    for (const one of this.#new) this.#take({ ...one, parts: one.text === text ? parts : nearParts(one.text) });
    this.#new = [];
    return this.#alike.get(parts.strict) ?? [];
  }

  #take(one: TakenApart): void {
    const { strict } = one.parts;
    const alike = this.#alike.get(strict);
    if (alike === undefined) this.#alike.set(strict, [one]);
    else alike.push(one);
    this.#taken.push(one);
    if (this.#taken.length > limits.sharingRecords) this.#forget(this.#taken.shift()?.parts.strict ?? '');
  }

  /** The oldest of all is the oldest of its like. */
  #forget(strict: string): void {
    const alike = this.#alike.get(strict);
    alike?.shift();
    if (alike?.length === 0) this.#alike.delete(strict);
  }
}
