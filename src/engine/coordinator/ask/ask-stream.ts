import type { AskEvent } from '../../domain/ask-event.ts';
import { cancelled } from '../../errors.ts';
import type { Leaving } from '../generate/leaving.ts';

type Result = IteratorResult<AskEvent, undefined>;

/**
 * The events of one question, from who answers to who asked. The work begins with the first `next`, and hears at once when the
 * asker aborts or stops listening. One object a question, where a chain of generators would cost several times as much.
 */
export class AskStream implements AsyncIterableIterator<AskEvent>, Leaving {
  readonly #events: AskEvent[] = [];
  readonly #signal: AbortSignal | undefined;
  #start: ((stream: AskStream) => Promise<void>) | undefined;
  #running: Promise<void> | undefined;
  #waiting: ((result: Result) => void)[] | undefined;
  #ended = false;
  #left = false;
  #onLeave: (() => void) | undefined;

  /** @param start the work; it pushes, ends the stream, and never rejects. */
  constructor(start: (stream: AskStream) => Promise<void>, signal: AbortSignal | undefined) {
    this.#start = start;
    this.#signal = signal;
  }

  get left(): boolean {
    return this.#left;
  }

  set onLeave(act: (() => void) | undefined) {
    this.#onLeave = act;
    if (this.#left) act?.();
  }

  push(event: AskEvent): void {
    if (this.#ended) return;
    const waiting = this.#waiting?.shift();
    if (waiting === undefined) this.#events.push(event);
    else waiting({ done: false, value: event });
  }

  /** The last event; nothing comes after it. */
  end(last: AskEvent): void {
    this.push(last);
    this.#ended = true;
    this.#signal?.removeEventListener('abort', this.#leave);
    for (const waiting of this.#waiting ?? []) waiting({ done: true, value: undefined });
    this.#waiting = undefined;
  }

  /** Runs a part of the work that wants a signal. @throws WeeError `cancelled` when the asker has left. */
  async withSignal<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    if (this.#left) throw cancelled();
    const stop = new AbortController();
    this.onLeave = () => stop.abort();
    try {
      return await work(stop.signal);
    } finally {
      this.onLeave = undefined;
    }
  }

  next(): Promise<Result> {
    this.#begin();
    const event = this.#events.shift();
    if (event !== undefined) return Promise.resolve({ done: false, value: event });
    if (this.#ended) return Promise.resolve({ done: true, value: undefined });
    return new Promise((resolve) => {
      this.#waiting ??= [];
      this.#waiting.push(resolve);
    });
  }

  /** The asker stops listening: that is a cancellation too. Resolves when the work has ended. */
  async return(): Promise<Result> {
    this.#start = undefined;
    this.#leave();
    await this.#running;
    this.#events.length = 0;
    this.#ended = true;
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #begin(): void {
    const start = this.#start;
    if (start === undefined) return;
    this.#start = undefined;
    if (this.#signal?.aborted === true) this.#left = true;
    else this.#signal?.addEventListener('abort', this.#leave);
    this.#running = start(this);
  }

  readonly #leave = (): void => {
    this.#left = true;
    this.#onLeave?.();
  };
}
