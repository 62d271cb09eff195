import { Leaver, type Leaving } from '../../domain/leaving.ts';
import { cancelled } from '../../errors.ts';

/** Somebody aboard a flight. Told of every event, and then exactly once of its end. */
export interface Passenger<Event, Landing> {
  /** Whoever may leave before the end. */
  readonly asker: Leaving;
  take(event: Event): void;
  landed(landing: Landing): void;
  failed(error: unknown): void;
}

/**
 * Work whose events several may share. What it is about and how it is done is its own; here it is who is aboard. One passenger
 * leaving does not stop the others; with the last one it leaves itself.
 */
export abstract class Flight<Event, Landing> extends Leaver {
  #passengers: Passenger<Event, Landing>[] | undefined;
  #ended: (() => void) | undefined;

  /** Begins the work, which emits, and at last lands or crashes. @param ended called when nobody can join any longer. */
  takeOff(ended: () => void): void {
    this.#ended = ended;
    this.begin();
  }

  protected abstract begin(): void;

  /** Tells one who comes late what was streamed so far. */
  protected abstract catchUp(passenger: Passenger<Event, Landing>): void;

  board(passenger: Passenger<Event, Landing>): void {
    if (this.#passengers === undefined) this.#passengers = [passenger];
    else this.#passengers.push(passenger);
    this.catchUp(passenger);
    passenger.asker.onLeave = () => this.#alight(passenger);
  }

  protected emit(event: Event): void {
    for (const passenger of this.#passengers ?? []) passenger.take(event);
  }

  protected land(landing: Landing): void {
    for (const passenger of this.#empty()) passenger.landed(landing);
  }

  protected crash(error: unknown): void {
    for (const passenger of this.#empty()) passenger.failed(error);
  }

  #empty(): readonly Passenger<Event, Landing>[] {
    const aboard = this.#passengers ?? [];
    this.#passengers = undefined;
    this.#close();
    for (const { asker } of aboard) asker.onLeave = undefined;
    return aboard;
  }

  #alight(passenger: Passenger<Event, Landing>): void {
    const aboard = (this.#passengers ?? []).filter((one) => one !== passenger);
    this.#passengers = aboard;
    // Gone before it stops, so that whoever asks next starts afresh instead of joining a dying flight.
    if (aboard.length === 0) this.#close();
    passenger.failed(cancelled());
    if (aboard.length === 0) this.leave();
  }

  #close(): void {
    this.#ended?.();
    this.#ended = undefined;
  }
}

/**
 * Single-flight with stream sharing: the first asker of a key starts the work, everyone who asks while it runs gets what
 * was already streamed and then the rest.
 */
export class Flights<Event, Landing> {
  readonly #flights = new Map<string, Flight<Event, Landing>>();

  get size(): number {
    return this.#flights.size;
  }

  /** Whether work for this key is running that one could join. */
  has(key: string): boolean {
    return this.#flights.has(key);
  }

  /** Takes a passenger aboard the running work, or starts it; one who has left already begins nothing. */
  join(key: string, make: () => Flight<Event, Landing>, passenger: Passenger<Event, Landing>): void {
    if (passenger.asker.left) {
      passenger.failed(cancelled());
      return;
    }
    const running = this.#flights.get(key);
    if (running !== undefined) {
      running.board(passenger);
      return;
    }
    const flight = make();
    this.#flights.set(key, flight);
    flight.board(passenger);
    flight.takeOff(() => this.#flights.delete(key));
  }
}
