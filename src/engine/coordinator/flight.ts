import { cancelled } from '../errors.ts';

interface Flight<T> {
  readonly events: T[];
  readonly controller: AbortController;
  readonly wake: Set<() => void>;
  passengers: number;
  landed: boolean;
  error: unknown;
}

/**
 * Single-flight with stream sharing: the first asker of a key starts the work, everyone who asks while it runs gets what
 * was already streamed and then the rest. One passenger leaving does not stop the others; the last one does.
 */
export class Flights<T> {
  readonly #flights = new Map<string, Flight<T>>();

  get size(): number {
    return this.#flights.size;
  }

  /** Whether work for this key is running that one could join. */
  has(key: string): boolean {
    return this.#flights.has(key);
  }

  /**
   * Joins the running work, or starts it. What `start` throws reaches every passenger.
   * @param start the work; its signal aborts when the last passenger has left.
   */
  async *join(key: string, start: (signal: AbortSignal) => AsyncIterable<T>, signal: AbortSignal): AsyncGenerator<T> {
    if (signal.aborted) throw cancelled();
    const flight = this.#flights.get(key) ?? this.#takeOff(key, start);
    flight.passengers++;
    let next = 0;
    try {
      while (true) {
        if (signal.aborted) throw cancelled();
        if (next < flight.events.length) {
          const event = flight.events[next++];
          if (event !== undefined) yield event;
        } else if (flight.landed) {
          if (flight.error !== undefined) throw flight.error;
          return;
        } else {
          await this.#news(flight, signal);
        }
      }
    } finally {
      flight.passengers--;
      if (flight.passengers === 0 && !flight.landed) {
        // Gone before the abort, so that whoever asks next starts afresh instead of joining a dying flight.
        if (this.#flights.get(key) === flight) this.#flights.delete(key);
        flight.controller.abort();
      }
    }
  }

  #takeOff(key: string, start: (signal: AbortSignal) => AsyncIterable<T>): Flight<T> {
    const flight: Flight<T> = {
      events: [],
      controller: new AbortController(),
      wake: new Set(),
      passengers: 0,
      landed: false,
      error: undefined,
    };
    this.#flights.set(key, flight);
    void this.#fly(key, flight, start);
    return flight;
  }

  async #fly(key: string, flight: Flight<T>, start: (signal: AbortSignal) => AsyncIterable<T>): Promise<void> {
    try {
      for await (const event of start(flight.controller.signal)) {
        flight.events.push(event);
        this.#tell(flight);
      }
    } catch (error) {
      flight.error = error ?? new Error('The work failed without saying why.');
    } finally {
      flight.landed = true;
      if (this.#flights.get(key) === flight) this.#flights.delete(key);
      this.#tell(flight);
    }
  }

  #tell(flight: Flight<T>): void {
    const waiting = [...flight.wake];
    flight.wake.clear();
    for (const wake of waiting) wake();
  }

  #news(flight: Flight<T>, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        signal.removeEventListener('abort', wake);
        flight.wake.delete(wake);
        resolve();
      };
      signal.addEventListener('abort', wake);
      flight.wake.add(wake);
    });
  }
}
