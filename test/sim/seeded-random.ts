import type { Random } from '../../src/engine/ports/random.ts';

/** Chance from a seed: mulberry32, the same on every machine. */
export class SeededRandom implements Random {
  #state: number;
  #ids = 0;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }

  id(): string {
    return `id${this.#ids++}`;
  }

  between(least: number, most: number): number {
    return least + this.next() * (most - least);
  }

  integer(least: number, most: number): number {
    return Math.floor(this.between(least, most + 1));
  }

  pick<T>(all: readonly [T, ...T[]]): T {
    return all[this.integer(0, all.length - 1)] ?? all[0];
  }

  /** Waiting time until the next of events that come at random, `perSecond` on average; ms. */
  wait(perSecond: number): number {
    return (-Math.log(1 - this.next()) / perSecond) * 1_000;
  }
}
