import { WeeError } from '../../src/engine/errors.ts';
import type { Backend, BackendChunk } from '../../src/engine/ports/backend.ts';
import type { SeededRandom } from './seeded-random.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** What an instance may do instead of answering well. */
export const faultKinds = ['slow', 'flap', 'hang', 'limit', 'error', 'cut', 'some', 'lie'] as const;
export type FaultKind = (typeof faultKinds)[number];

/** An instance in the simulator: answers after a while, unless it is at fault; counts for itself what it is asked. */
export class FaultyInstance {
  readonly id: string;
  readonly backend: Backend;
  readonly #clock: VirtualClock;
  readonly #random: SeededRandom;
  readonly #speed: number;
  fault: FaultKind | undefined;
  /** Share of requests that fail while the fault is `some`. */
  failureRate = 0.05;
  inFlight = 0;
  served = 0;
  /** Starts of the last minute, ms. */
  readonly starts: number[] = [];

  constructor(id: string, clock: VirtualClock, random: SeededRandom) {
    this.id = id;
    this.#clock = clock;
    this.#random = random;
    this.#speed = random.between(0.5, 2);
    this.backend = {
      id,
      label: `model at ${id}`,
      answerClass: 'sim/1',
      remote: true,
      generate: (_prompt, signal) => this.#generate(signal),
      probe: (signal) => this.#probe(signal),
    };
  }

  async *#generate(signal: AbortSignal): AsyncGenerator<BackendChunk> {
    const now = this.#clock.monotonic();
    this.inFlight++;
    this.starts.push(now);
    while ((this.starts[0] ?? now) <= now - 60_000) this.starts.shift();
    let open = true;
    const leave = (): void => {
      if (open) this.inFlight--;
      open = false;
    };
    // A socket that is closed is closed at once, whatever the stream is waiting for.
    signal.addEventListener('abort', leave);
    try {
      await this.#misbehave(signal);
      const slow = this.fault === 'slow' ? 15 : this.fault === 'lie' ? 1 + this.inFlight : 1;
      await this.#wait(this.#random.between(200, 600) * this.#speed * slow, signal);
      const words = this.#random.integer(2, 4);
      for (let word = 0; word < words; word++) {
        yield { type: 'text', text: `word ${word} ` };
        if (this.fault === 'cut' && word > 0) return;
        await this.#wait(this.#random.between(50, 400) * this.#speed, signal);
      }
      this.served++;
      yield { type: 'end', finish: 'stop' };
    } finally {
      leave();
      signal.removeEventListener('abort', leave);
    }
  }

  async #probe(signal: AbortSignal): Promise<void> {
    await this.#misbehave(signal);
    await this.#wait(50, signal);
  }

  async #misbehave(signal: AbortSignal): Promise<void> {
    const { fault } = this;
    const failing =
      fault === 'error' ||
      (fault === 'flap' && Math.floor(this.#clock.monotonic() / 3_000) % 2 === 0) ||
      (fault === 'some' && this.#random.next() < this.failureRate);
    if (failing) {
      await this.#wait(this.#random.between(1, 100), signal);
      throw new WeeError('backend-refused', `${this.id} failed with status 500.`, 'Ask again.');
    }
    if (fault === 'limit') {
      const retryAfterMs = this.#random.next() < 0.5 ? this.#random.integer(1, 15) * 1_000 : undefined;
      throw new WeeError('backend-limited', `${this.id} has had too many requests.`, 'Wait.', { retryAfterMs });
    }
    if (fault === 'hang') await this.#wait(3_600_000, signal);
  }

  #wait(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = this.#clock.after(ms, () => {
        signal.removeEventListener('abort', onAbort);
        resolve();
      });
      const onAbort = (): void => {
        timer.dispose();
        reject(new Error('aborted'));
      };
      signal.addEventListener('abort', onAbort, { once: true });
    });
  }
}
