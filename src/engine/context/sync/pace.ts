import type { Clock } from '../../ports/clock.ts';

/** ms of work after which others have their turn: questions, changes, another window on the same index. */
const SLICE = 8;
/** The same while nothing else could be done: longer transactions make the index in less time. */
const LONG_SLICE = 100;

/** Lets long work be interrupted and stopped: between two files it asks here whether to go on. */
export class Pace {
  readonly #clock: Clock;
  #since: number;
  #stopped = false;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#since = clock.monotonic();
  }

  get stopped(): boolean {
    return this.#stopped;
  }

  stop(): void {
    this.#stopped = true;
  }

  go(): void {
    this.#stopped = false;
  }

  /** Whether it is time to give others their turn; sooner where questions may be waiting. */
  due(questions: boolean): boolean {
    return this.#stopped || this.#clock.monotonic() - this.#since >= (questions ? SLICE : LONG_SLICE);
  }

  /** Gives others their turn. Resolves to whether the work may go on. */
  async yield(): Promise<boolean> {
    await new Promise<void>((resolve) => this.#clock.after(0, resolve));
    this.#since = this.#clock.monotonic();
    return !this.#stopped;
  }
}
