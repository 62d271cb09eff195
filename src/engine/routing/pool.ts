import type { PoolStats } from '../domain/telemetry-snapshot.ts';
import { cancelled, WeeError } from '../errors.ts';
import { limits } from '../limits.ts';
import type { Backend } from '../ports/backend.ts';
import type { Clock } from '../ports/clock.ts';
import type { Instance } from './instance.ts';
import { leastConnections } from './least-connections.ts';

/** A place taken in an instance. Give it back with `release`, once, saying how it went. */
export interface Lease {
  readonly instance: Instance;
  /** Why this instance, for the trace. */
  readonly reason: string;
  release(outcome: 'served' | 'failed' | 'cancelled'): void;
}

interface Slot extends Instance {
  inFlight: number;
  served: number;
  failed: number;
}

interface Waiter {
  grant(slot: Slot): void;
}

/** Step 4: the instances that can serve a question, with in-flight limits and a bounded queue in order of arrival. */
export class Pool {
  readonly id: string;
  readonly #clock: Clock;
  readonly #slots: Slot[];
  readonly #waiting: Waiter[] = [];

  constructor(id: string, instances: readonly Instance[], clock: Clock) {
    this.id = id;
    this.#clock = clock;
    this.#slots = instances.map((instance) => ({ ...instance, inFlight: 0, served: 0, failed: 0 }));
  }

  /** Models of one pool are interchangeable: the class of its first instance stands for all. */
  get answerClass(): string {
    return this.#first().answerClass;
  }

  get label(): string {
    return this.#first().label;
  }

  /**
   * Takes the least loaded instance, or waits for one. Rejects with `no-instance` (empty pool), `queue-full`,
   * `queue-timeout`, or `cancelled` when the signal aborts.
   */
  async acquire(signal: AbortSignal): Promise<Lease> {
    if (signal.aborted) throw cancelled();
    this.#first();
    const free = leastConnections(this.#slots);
    if (free !== undefined) {
      free.inFlight++;
      return this.#lease(free);
    }
    if (this.#waiting.length >= limits.queueLength) {
      throw new WeeError(
        'queue-full',
        `${limits.queueLength} questions are already waiting for ${this.label}.`,
        'Wait for some to finish, or raise the number of requests at once in the settings.',
      );
    }
    return this.#lease(await this.#wait(signal));
  }

  stats(): PoolStats {
    return {
      id: this.id,
      queued: this.#waiting.length,
      queueLimit: limits.queueLength,
      instances: this.#slots.map(({ id, backend, inFlight, limit, served, failed }) => ({
        id,
        label: backend.label,
        inFlight,
        limit,
        served,
        failed,
      })),
    };
  }

  #first(): Backend {
    const first = this.#slots[0];
    if (first === undefined) {
      throw new WeeError(
        'no-instance',
        `No instance can answer: the pool “${this.id}” is empty.`,
        'Set an endpoint and a model (wee.openai.baseUrl, wee.openai.model), or set wee.pool to “local”.',
      );
    }
    return first.backend;
  }

  #wait(signal: AbortSignal): Promise<Slot> {
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        timer.dispose();
        signal.removeEventListener('abort', onAbort);
        const place = this.#waiting.indexOf(waiter);
        if (place >= 0) this.#waiting.splice(place, 1);
      };
      const onAbort = (): void => {
        leave();
        reject(cancelled());
      };
      const waiter: Waiter = {
        grant: (slot) => {
          leave();
          resolve(slot);
        },
      };
      const timer = this.#clock.after(limits.queueWaitMs, () => {
        leave();
        reject(
          new WeeError(
            'queue-timeout',
            `No instance of ${this.label} became free within ${limits.queueWaitMs / 1000} s.`,
            'Ask again, or raise the number of requests at once in the settings.',
          ),
        );
      });
      signal.addEventListener('abort', onAbort);
      this.#waiting.push(waiter);
    });
  }

  /** A lease on a place that is already counted in `inFlight`. */
  #lease(slot: Slot): Lease {
    let open = true;
    return {
      instance: slot,
      reason: `least connections: ${slot.id}, ${slot.inFlight} of ${slot.limit} in flight`,
      release: (outcome) => {
        if (!open) return;
        open = false;
        if (outcome === 'served') slot.served++;
        if (outcome === 'failed') slot.failed++;
        // The place passes straight to the first in the queue, so that no newcomer can slip in between.
        const next = this.#waiting[0];
        if (next === undefined) slot.inFlight--;
        else next.grant(slot);
      },
    };
  }
}
