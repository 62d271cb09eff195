import { cancelled } from '../../errors.ts';
import type { Leaving } from './leaving.ts';

/** Work that streams events, until its promise settles or the signal aborts. */
export type Work<T> = (signal: AbortSignal, emit: (event: T) => void) => Promise<void>;

interface Seat<T> {
  readonly take: (event: T) => void;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

interface Flight<T> {
  readonly events: T[];
  readonly controller: AbortController;
  readonly seats: Seat<T>[];
  /** How it ended, once it has. */
  landed: { readonly error?: unknown } | undefined;
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
   * Joins the running work, or starts it. Resolves when it ended well, after `take` had every event; rejects with what the work
   * rejects with, or with `cancelled` the moment the passenger leaves.
   */
  join(key: string, work: Work<T>, passenger: Leaving, take: (event: T) => void): Promise<void> {
    if (passenger.left) return Promise.reject(cancelled());
    const flight = this.#flights.get(key) ?? this.#takeOff(key, work);
    return new Promise((resolve, reject) => {
      for (const event of flight.events) take(event);
      const seat = { take, resolve, reject };
      if (flight.landed !== undefined) settle(seat, flight.landed);
      else {
        flight.seats.push(seat);
        passenger.onLeave = () => this.#leave(key, flight, seat);
      }
    });
  }

  #takeOff(key: string, work: Work<T>): Flight<T> {
    const flight: Flight<T> = { events: [], controller: new AbortController(), seats: [], landed: undefined };
    this.#flights.set(key, flight);
    const land = (end: { readonly error?: unknown }): void => {
      flight.landed = end;
      this.#forget(key, flight);
      for (const seat of flight.seats.splice(0)) settle(seat, end);
    };
    work(flight.controller.signal, (event) => {
      flight.events.push(event);
      for (const { take } of flight.seats) take(event);
    }).then(
      () => land({}),
      (error: unknown) => land({ error: error ?? new Error('The work failed without saying why.') }),
    );
    return flight;
  }

  #leave(key: string, flight: Flight<T>, seat: Seat<T>): void {
    const place = flight.seats.indexOf(seat);
    if (place < 0) return;
    flight.seats.splice(place, 1);
    seat.reject(cancelled());
    if (flight.seats.length > 0) return;
    // Gone before the abort, so that whoever asks next starts afresh instead of joining a dying flight.
    this.#forget(key, flight);
    flight.controller.abort();
  }

  #forget(key: string, flight: Flight<T>): void {
    if (this.#flights.get(key) === flight) this.#flights.delete(key);
  }
}

function settle<T>({ resolve, reject }: Seat<T>, { error }: { readonly error?: unknown }): void {
  if (error === undefined) resolve();
  else reject(error);
}
