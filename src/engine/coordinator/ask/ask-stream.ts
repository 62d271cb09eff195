import type { AskEvent } from '../../domain/ask-event.ts';
import { Leaver } from '../../domain/leaving.ts';

type Result = IteratorResult<AskEvent, undefined>;

/**
 * The events of one question, from who answers to who asked, who leaves by aborting or by listening no longer. The work begins with the
 * first `next`. One object a question, where a chain of generators would cost several times as much.
 */
export class AskStream extends Leaver implements AsyncIterableIterator<AskEvent> {
  readonly #signal: AbortSignal | undefined;
  #start: ((stream: AskStream) => void) | undefined;
  /** What came and nobody has taken yet. */
  #events: AskEvent[] | undefined;
  /** Who waits for what comes next. */
  #waiting: ((result: Result) => void)[] | undefined;
  #onEnd: (() => void) | undefined;
  #ended = false;

  /** @param start the work; it pushes, and ends the stream on every path. */
  constructor(start: (stream: AskStream) => void, signal: AbortSignal | undefined) {
    super();
    this.#start = start;
    this.#signal = signal;
  }

  push(event: AskEvent): void {
    if (this.#ended) return;
    const waiting = this.#waiting?.shift();
    if (waiting !== undefined) waiting({ done: false, value: event });
    else if (this.#events === undefined) this.#events = [event];
    else this.#events.push(event);
  }

  /** The last event; nothing comes after it. */
  end(last: AskEvent): void {
    this.push(last);
    this.#ended = true;
    this.#signal?.removeEventListener('abort', this);
    for (const waiting of this.#waiting ?? []) waiting({ done: true, value: undefined });
    this.#waiting = undefined;
    this.#onEnd?.();
  }

  next(): Promise<Result> {
    this.#begin();
    const event = this.#events?.shift();
    if (event !== undefined) return Promise.resolve({ done: false, value: event });
    this.#events = undefined;
    if (this.#ended) return Promise.resolve({ done: true, value: undefined });
    return new Promise((resolve) => {
      if (this.#waiting === undefined) this.#waiting = [resolve];
      else this.#waiting.push(resolve);
    });
  }

  /** The asker stops listening: that is a cancellation too. Resolves when the work has ended. */
  async return(): Promise<Result> {
    const running = this.#start === undefined && !this.#ended;
    this.#start = undefined;
    const ended = new Promise<void>((resolve) => {
      this.#onEnd = resolve;
    });
    this.leave();
    if (running) await ended;
    this.#events = undefined;
    this.#ended = true;
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** The asker's signal aborted. */
  handleEvent(): void {
    this.leave();
  }

  #begin(): void {
    const start = this.#start;
    if (start === undefined) return;
    this.#start = undefined;
    if (this.#signal?.aborted === true) this.leave();
    else this.#signal?.addEventListener('abort', this);
    start(this);
  }
}
