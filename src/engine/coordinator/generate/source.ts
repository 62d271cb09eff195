import type { Prompt } from '../../domain/prompt.ts';
import type { Attempt } from '../../domain/trace.ts';
import { WeeError } from '../../errors.ts';
import type { BackendChunk } from '../../ports/backend.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Disposable } from '../../ports/disposable.ts';
import type { Ending } from '../../routing/instance.ts';
import type { Lease } from '../../routing/lease.ts';

/** Whoever is told what a source hears. */
export interface SourceListener {
  /** @throws what ends the stream. */
  heard(source: Source, chunk: BackendChunk): void;
  /** The backend has said all; whether that was a whole answer is for the listener to say, with `served` or `fail`. */
  ended(source: Source): void;
  /** It broke off. */
  failed(source: Source, error: WeeError): void;
  /** It gave its place back; the last that is heard of it, but for `failed`. */
  closed(attempt: Attempt): void;
}

/**
 * One request to one instance: tells its chunks as they come, and ends at once when it is failed from outside or the instance falls
 * silent, even if the backend does not listen. Its lease is given back once, with how it went. Told by calls rather than by promises: while
 * a model thinks, a question is this object and little else.
 */
export class Source {
  readonly lease: Lease;
  readonly startedAt: number;
  readonly #clock: Clock;
  readonly #listener: SourceListener;
  #iterator: AsyncIterator<BackendChunk> | undefined;
  readonly #stop = new AbortController();
  #watch: Disposable | undefined;
  #heardAt: number;
  #firstTokenMs: number | undefined;
  #open = true;

  constructor(lease: Lease, clock: Clock, listener: SourceListener) {
    this.lease = lease;
    this.#clock = clock;
    this.#listener = listener;
    this.startedAt = clock.monotonic();
    this.#heardAt = this.startedAt;
  }

  /** ms from its start to its first text; `undefined` before. */
  get firstTokenMs(): number | undefined {
    return this.#firstTokenMs;
  }

  get isOpen(): boolean {
    return this.#open;
  }

  /** Sends the prompt. @param silenceMs ms without a chunk until a remote instance counts as hung. */
  start(prompt: Prompt, silenceMs: number): void {
    if (!this.#open) return;
    const { backend } = this.lease.instance;
    if (backend.remote) this.#watchSilence(silenceMs, silenceMs);
    try {
      this.#iterator = backend.generate(prompt, this.#stop.signal)[Symbol.asyncIterator]();
      this.#pull();
    } catch (thrown) {
      this.fail(WeeError.from(thrown));
    }
  }

  served(tokens: number): void {
    this.#end('served', undefined, { outcome: 'served', firstTokenMs: this.#firstTokenMs ?? 0, tokens });
  }

  /** It is of no use, or the question was cancelled. */
  fail(error: WeeError): void {
    if (!this.#open) return;
    const { code, message } = error;
    if (code === 'cancelled') this.#end('cancelled', undefined, { outcome: 'cancelled' });
    // It is well; its answer is what was too long.
    else if (code === 'answer-too-long' || code === 'over-budget')
      this.#end('cancelled', message, { outcome: 'cancelled' });
    else if (code === 'backend-limited')
      this.#end('limited', message, { outcome: 'limited', retryAfterMs: error.retryAfterMs });
    else this.#end('failed', message, { outcome: 'failed', hung: code === 'backend-timeout' });
    this.#listener.failed(this, error);
  }

  /** Another was faster: it is stopped. */
  outrun(): void {
    this.#end('outrun', undefined, { outcome: 'outrun', ms: this.#clock.monotonic() - this.startedAt });
  }

  #pull(): void {
    this.#iterator?.next().then(this.#take, this.#break);
  }

  readonly #take = ({ done, value }: IteratorResult<BackendChunk>): void => {
    if (!this.#open) return;
    this.#heardAt = this.#clock.monotonic();
    if (done === true) {
      this.#listener.ended(this);
      return;
    }
    if (value.type === 'text' && value.text !== '') this.#firstTokenMs ??= this.#heardAt - this.startedAt;
    try {
      this.#listener.heard(this, value);
      if (this.#open) this.#pull();
    } catch (thrown) {
      this.fail(WeeError.from(thrown));
    }
  };

  readonly #break = (thrown: unknown): void => this.fail(WeeError.from(thrown));

  #end(outcome: Attempt['outcome'], fault: string | undefined, ending: Ending): void {
    if (!this.#open) return;
    this.#open = false;
    const { lease } = this;
    this.#watch?.dispose();
    if (outcome !== 'served') {
      this.#stop.abort();
      // Not awaited: a source that hangs would hang us with it.
      this.#iterator?.return?.()?.then(undefined, () => {});
    }
    lease.release(ending);
    this.#listener.closed({
      instance: lease.instance.id,
      strategy: lease.strategy,
      reason: lease.reason,
      outcome,
      ms: this.#clock.monotonic() - this.startedAt,
      ...(fault !== undefined && { fault }),
    });
  }

  /** One timer for the whole stream, which looks when the last chunk came: cheaper than one for each chunk. */
  #watchSilence(ms: number, silenceMs: number): void {
    this.#watch = this.#clock.after(ms, () => {
      const left = this.#heardAt + silenceMs - this.#clock.monotonic();
      if (left > 0) {
        this.#watchSilence(left, silenceMs);
        return;
      }
      const silent = `${this.lease.instance.backend.label} sent nothing for ${silenceMs / 1000} s.`;
      this.fail(
        new WeeError(
          'backend-timeout',
          silent,
          'Ask again, or raise wee.openai.timeoutMs (on the command line: --timeout).',
        ),
      );
    });
  }
}
