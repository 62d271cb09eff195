import type { Flight, Passenger } from '../generate/flight.ts';
import type { FlightEvent, Landing } from '../generate/flight-event.ts';
import type { Arrival } from './arrival.ts';
import type { AskStream } from './ask-stream.ts';
import type { TraceBuilder } from './trace-builder.ts';

/** A question aboard the flight that makes its answer. */
export class Asker implements Passenger<FlightEvent, Landing> {
  readonly asker: AskStream;
  readonly #trace: TraceBuilder;
  readonly #arrival: Arrival;
  /** Why the cache had no answer. */
  readonly #missReason: string;
  /** Whether it joined a flight that was under way. */
  readonly #shared: boolean;
  #flight: Flight<FlightEvent, Landing> | undefined;

  constructor(stream: AskStream, trace: TraceBuilder, arrival: Arrival, missReason: string, shared: boolean) {
    this.asker = stream;
    this.#trace = trace;
    this.#arrival = arrival;
    this.#missReason = missReason;
    this.#shared = shared;
  }

  boarded(flight: Flight<FlightEvent, Landing>): void {
    this.#flight = flight;
  }

  hasLeft(): void {
    this.#flight?.alight(this);
  }

  take(event: FlightEvent): void {
    if (event.type !== 'attempt') this.asker.push(event);
    else if (this.#trace.attempts === undefined) this.#trace.attempts = [event.attempt];
    else this.#trace.attempts.push(event.attempt);
  }

  landed({ answer, steps, instance, firstTokenMs, fallback, cost, reason }: Landing): void {
    const trace = this.#trace;
    trace.add('route', steps.route);
    trace.add('backend', steps.backend);
    trace.add('store', steps.store);
    trace.instance = instance;
    trace.firstTokenMs = firstTokenMs;
    trace.fallback = fallback;
    trace.cost = cost;
    this.#arrival.done(answer, 'none', `${this.#missReason}; ${this.#shared ? 'shared a stream in flight' : reason}`);
  }

  failed(error: unknown): void {
    this.#arrival.failed(error);
  }
}
