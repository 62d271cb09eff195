import type { Clock } from '../../src/engine/ports/clock.ts';

interface Timer {
  readonly at: number;
  readonly order: number;
  callback: (() => void) | undefined;
}

/** A clock that jumps from timer to timer; those of one moment run in the order in which they were set. */
export class VirtualClock implements Clock {
  #monotonic = 0;
  #offset = Date.UTC(2026, 0, 5);
  #order = 0;
  /** A binary heap, earliest first. */
  readonly #heap: Timer[] = [];

  now(): number {
    return this.#offset + this.#monotonic;
  }

  monotonic(): number {
    return this.#monotonic;
  }

  after(ms: number, callback: () => void): { dispose(): void } {
    const timer: Timer = { at: this.#monotonic + Math.max(0, ms), order: this.#order++, callback };
    this.#push(timer);
    return {
      dispose: () => {
        timer.callback = undefined;
      },
    };
  }

  /** The date jumps, as when a laptop wakes up or a clock is set; durations do not. */
  jump(ms: number): void {
    this.#offset += ms;
  }

  /** Runs the next timer; `false` when there is none before `end`. */
  step(end: number): boolean {
    for (let next = this.#heap[0]; next !== undefined && next.at <= end; next = this.#heap[0]) {
      this.#pop();
      if (next.callback === undefined) continue;
      this.#monotonic = next.at;
      next.callback();
      return true;
    }
    this.#monotonic = Math.max(this.#monotonic, end);
    return false;
  }

  #push(timer: Timer): void {
    const heap = this.#heap;
    let place = heap.push(timer) - 1;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const above = heap[parent];
      if (above === undefined || !earlier(timer, above)) break;
      heap[place] = above;
      place = parent;
    }
    heap[place] = timer;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let place = 0;
    while (true) {
      let child = 2 * place + 1;
      const [left, right] = [heap[child], heap[child + 1]];
      if (left === undefined) break;
      if (right !== undefined && earlier(right, left)) child++;
      const smallest = heap[child];
      if (smallest === undefined || !earlier(smallest, last)) break;
      heap[place] = smallest;
      place = child;
    }
    heap[place] = last;
  }
}

function earlier(a: Timer, b: Timer): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}
