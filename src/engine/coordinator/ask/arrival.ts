import type { Answer, Tier } from '../../domain/answer.ts';
import type { Question } from '../../domain/question.ts';
import { WeeError } from '../../errors.ts';
import type { Log } from '../../ports/log.ts';
import type { Telemetry } from '../../telemetry/telemetry.ts';
import type { Visit } from '../prompt/given-context.ts';
import type { AskStream } from './ask-stream.ts';
import { type Done, done, type Failed, failed } from './end-of-ask.ts';
import type { TraceBuilder } from './trace-builder.ts';

/** Where every question ends, once, whichever way it went: in its trace, in telemetry, and in the last event of its stream. */
export class Arrival {
  readonly #parts: { readonly log: Log; readonly telemetry: Telemetry };
  readonly #question: Question;
  readonly #visit: Visit | undefined;
  readonly #trace: TraceBuilder;
  readonly #stream: AskStream;

  constructor(
    parts: { readonly log: Log; readonly telemetry: Telemetry },
    asked: { readonly question: Question; readonly visit: Visit | undefined },
    trace: TraceBuilder,
    stream: AskStream,
  ) {
    this.#parts = parts;
    this.#question = asked.question;
    this.#visit = asked.visit;
    this.#trace = trace;
    this.#stream = stream;
  }

  /** @param reason why it hit or missed. */
  done(answer: Answer, tier: Tier, reason: string): void {
    this.#end(done(answer, tier, reason, this.#trace));
  }

  failed(thrown: unknown): void {
    const error = WeeError.from(thrown);
    if (error.code === 'internal') this.#parts.log.error('A question failed unexpectedly', thrown);
    this.#end(failed(error, this.#trace));
  }

  #end(last: Done | Failed): void {
    const { telemetry } = this.#parts;
    if (this.#trace.agent !== '') telemetry.end(this.#trace.agent);
    telemetry.record(last.trace);
    this.#visit?.leave(this.#question);
    this.#stream.end(last);
  }
}
