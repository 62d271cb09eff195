import { type LeaveListener, Leaver, type Leaving } from '../../domain/leaving.ts';
import { cancelled } from '../../errors.ts';

/** Somebody aboard a flight. Told of every event, and then exactly once of its end. */
export interface Passenger<Event, Landing> extends LeaveListener {
  /** Whoever may leave before the end. */
  readonly leaving: Leaving;
  /** Where it is; to be told when the asker leaves. */
  boarded(flight: Flight<Event, Landing>): void;
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
  readonly #key: string;
  #flights: Flights<Event, Landing> | undefined;

  /** @param key by which others find it. */
  constructor(key: string) {
    super();
    this.#key = key;
  }

  /** Begins the work, which emits, and at last lands or crashes. @param flights where it can be found until then. */
  takeOff(flights: Flights<Event, Landing>): void {
    this.#flights = flights;
    this.begin();
  }

  protected abstract begin(): void;

  /** Tells one who comes late what was streamed so far. */
  protected abstract catchUp(passenger: Passenger<Event, Landing>): void;

  board(passenger: Passenger<Event, Landing>): void {
    if (this.#passengers === undefined) this.#passengers = [passenger];
    else this.#passengers.push(passenger);
    this.catchUp(passenger);
    passenger.boarded(this);
    passenger.leaving.onLeave = passenger;
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
    for (const { leaving } of aboard) leaving.onLeave = undefined;
    return aboard;
  }

  /** One leaves, and is told so. */
  alight(passenger: Passenger<Event, Landing>): void {
    const aboard = (this.#passengers ?? []).filter((one) => one !== passenger);
    this.#passengers = aboard;
    // Gone before it stops, so that whoever asks next starts afresh instead of joining a dying flight.
    if (aboard.length === 0) this.#close();
    passenger.failed(cancelled());
    if (aboard.length === 0) this.leave();
  }

  #close(): void {
    this.#flights?.forget(this.#key);
    this.#flights = undefined;
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
    if (passenger.leaving.left) {
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
    flight.takeOff(this);
  }

  /** Nobody can join it any longer. */
  forget(key: string): void {
    this.#flights.delete(key);
  }
}
