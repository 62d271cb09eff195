import { limits } from '../../limits.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Disposable } from '../../ports/disposable.ts';
import type { Instance } from '../instance.ts';

/** ms between two looks, after which an instance counts as idle, and after the pool's last use until probing ends. */
const EVERY_MS = 5_000;
const IDLE_MS = 30_000;
const UNUSED_MS = 300_000;

/**
 * Asks endpoints that nobody asks whether they are well, so that a question does not have to find out: those whose breaker has
 * rested, and idle ones. Only while the pool is in use: an editor left alone opens no connection.
 */
export class Prober {
  readonly #clock: Clock;
  readonly #instances: () => readonly Instance[];
  readonly #onProbed: () => void;
  #timer: Disposable | undefined;
  #usedAt = 0;
  #disposed = false;

  constructor(clock: Clock, instances: () => readonly Instance[], onProbed: () => void) {
    this.#clock = clock;
    this.#instances = instances;
    this.#onProbed = onProbed;
  }

  /** The pool was asked. */
  used(): void {
    this.#usedAt = this.#clock.monotonic();
    if (this.#timer === undefined && this.#instances().some(({ backend }) => backend.probe !== undefined))
      this.#schedule();
  }

  dispose(): void {
    this.#disposed = true;
    this.#timer?.dispose();
  }

  #schedule(): void {
    this.#timer = this.#clock.after(EVERY_MS, () => {
      this.#timer = undefined;
      const now = this.#clock.monotonic();
      if (this.#disposed || now - this.#usedAt > UNUSED_MS) return;
      for (const instance of this.#instances()) void this.#probe(instance, now);
      this.#schedule();
    });
  }

  async #probe(instance: Instance, now: number): Promise<void> {
    const { backend, breaker } = instance;
    const due = breaker.state(now) === 'half-open' || now - instance.usedAt > IDLE_MS;
    if (backend.probe === undefined || !due || !instance.healthy(now) || !instance.hasRoom(0, now)) return;
    const begun = { tokens: 0, trial: instance.begin(0, now) };
    const stop = new AbortController();
    const timer = this.#clock.after(limits.probeMs, () => stop.abort());
    try {
      await backend.probe(stop.signal);
      instance.end({ outcome: 'probed' }, begun, this.#clock.monotonic());
    } catch {
      instance.end({ outcome: 'failed' }, begun, this.#clock.monotonic());
    } finally {
      timer.dispose();
      this.#onProbed();
    }
  }
}
