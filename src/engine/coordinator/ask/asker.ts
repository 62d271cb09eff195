import type { Answer, Tier } from '../../domain/answer.ts';
import type { Question } from '../../domain/question.ts';
import { WeeError } from '../../errors.ts';
import type { Log } from '../../ports/log.ts';
import type { Random } from '../../ports/random.ts';
import type { Telemetry } from '../../telemetry/telemetry.ts';
import type { Flight, Passenger } from '../generate/flight.ts';
import type { FlightEvent, Landing } from '../generate/flight-event.ts';
import type { Visit } from '../prompt/given-context.ts';
import type { AskStream } from './ask-stream.ts';
import { type Done, done, type Failed, failed } from './end-of-ask.ts';
import type { TraceBuilder } from './trace-builder.ts';

interface AskerParts {
  readonly log: Log;
  readonly random: Random;
  readonly telemetry: Telemetry;
}

/**
 * Who asked one question: told its end once, whichever way it went (in its trace, in telemetry, in the last event of its
 * stream), and until then perhaps a passenger of the flight that makes its answer.
 */
export class Asker implements Passenger<FlightEvent, Landing> {
  readonly stream: AskStream;
  readonly #parts: AskerParts;
  readonly #question: Question;
  readonly #visit: Visit | undefined;
  readonly #trace: TraceBuilder;
  /** Why the cache had no answer; empty while that is not known. */
  missReason = '';
  /** Why the local analysis answers although a model is set up, where that is so. */
  whyLocal: string | undefined;
  /** Whether it joined a flight that was under way. */
  shared = false;
  #flight: Flight<FlightEvent, Landing> | undefined;

  constructor(parts: AskerParts, question: Question, visit: Visit | undefined, trace: TraceBuilder, stream: AskStream) {
    this.#parts = parts;
    this.#question = question;
    this.#visit = visit;
    this.#trace = trace;
    this.stream = stream;
  }

  get leaving(): AskStream {
    return this.stream;
  }

  /** @param reason why it hit or missed. */
  done(answer: Answer, tier: Tier, reason: string): void {
    const told = this.whyLocal === undefined ? reason : `${this.whyLocal}; ${reason}`;
    this.#end(done(answer, tier, told, this.#trace, this.#parts.random.id()));
  }

  failed(thrown: unknown): void {
    const error = WeeError.from(thrown);
    if (error.code === 'internal') this.#parts.log.error('A question failed unexpectedly', thrown);
    this.#end(failed(error, this.#trace, this.#parts.random.id()));
  }

  boarded(flight: Flight<FlightEvent, Landing>): void {
    this.#flight = flight;
  }

  hasLeft(): void {
    this.#flight?.alight(this);
  }

  take(event: FlightEvent): void {
    if (event.type !== 'attempt') this.stream.push(event);
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
    this.done(answer, 'none', `${this.missReason}; ${this.shared ? 'shared a stream in flight' : reason}`);
  }

  #end(last: Done | Failed): void {
    const { telemetry } = this.#parts;
    if (this.#trace.agent !== '') telemetry.end(this.#trace.agent);
    telemetry.record(last.trace);
    this.#visit?.leave(this.#question);
    this.stream.end(last);
  }
}
