import type { Prompt } from '../../domain/prompt.ts';
import type { Attempt } from '../../domain/trace.ts';
import { cancelled, WeeError } from '../../errors.ts';
import type { BackendChunk } from '../../ports/backend.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Disposable } from '../../ports/disposable.ts';
import type { Lease } from '../../routing/pool.ts';

/** Takes note of a request that has ended. */
export type OnAttempt = (attempt: Attempt) => void;

interface SourceOptions {
  readonly lease: Lease;
  readonly prompt: Prompt;
  /** Of the question. */
  readonly signal: AbortSignal;
  readonly clock: Clock;
  /** ms without a chunk until it counts as hung. */
  readonly silenceMs: number;
  /** Whether it may be stopped apart from the question, since another may outrun it. */
  readonly apart: boolean;
  readonly onAttempt: OnAttempt;
}

/**
 * One request to one instance: its chunks, ended at once when the question is cancelled or the instance falls silent, even if the
 * backend does not listen; and its lease, given back once with how it went.
 */
export class Source {
  readonly lease: Lease;
  readonly startedAt: number;
  readonly #options: SourceOptions;
  readonly #iterator: AsyncIterator<BackendChunk>;
  readonly #stop: AbortController | undefined;
  readonly #onAbort: () => void;
  /** Ends the wait for the next chunk, while there is one. */
  #reject: ((error: WeeError) => void) | undefined;
  #interruption: WeeError | undefined;
  #watch: Disposable | undefined;
  #heardAt: number;
  #firstTokenMs: number | undefined;
  #open = true;

  constructor(options: SourceOptions) {
    const { lease, prompt, signal, clock, apart } = options;
    this.#options = options;
    this.lease = lease;
    this.startedAt = clock.monotonic();
    this.#heardAt = this.startedAt;
    this.#onAbort = () => {
      this.#stop?.abort();
      this.#interrupt(cancelled());
    };
    signal.addEventListener('abort', this.#onAbort);
    const { backend } = lease.instance;
    if (apart || backend.remote) this.#stop = new AbortController();
    if (backend.remote) this.#watchSilence(options.silenceMs);
    this.#iterator = backend.generate(prompt, this.#stop?.signal ?? signal)[Symbol.asyncIterator]();
  }

  /** ms from its start to its first text; `undefined` before. */
  get firstTokenMs(): number | undefined {
    return this.#firstTokenMs;
  }

  async next(): Promise<IteratorResult<BackendChunk>> {
    const { signal, clock } = this.#options;
    if (signal.aborted) throw cancelled();
    const result = await new Promise<IteratorResult<BackendChunk>>((resolve, reject) => {
      this.#reject = reject;
      if (this.#interruption !== undefined) reject(this.#interruption);
      else this.#iterator.next().then(resolve, reject);
    });
    this.#heardAt = clock.monotonic();
    if (result.done !== true && result.value.type === 'text' && result.value.text !== '') {
      this.#firstTokenMs ??= this.#heardAt - this.startedAt;
    }
    return result;
  }

  #interrupt(error: WeeError): void {
    this.#interruption ??= error;
    this.#reject?.(this.#interruption);
  }

  served(tokens: number): void {
    this.#end('served', undefined, { outcome: 'served', firstTokenMs: this.#firstTokenMs ?? 0, tokens });
  }

  /** It failed, or the question was cancelled. */
  failed(error: WeeError): void {
    if (error.code === 'cancelled') this.#end('cancelled', undefined, { outcome: 'cancelled' });
    // It is well; its answer is what was too long.
    else if (error.code === 'answer-too-long' || error.code === 'over-budget')
      this.#end('cancelled', error.message, { outcome: 'cancelled' });
    else if (error.code === 'backend-limited') {
      this.#end('limited', error.message, { outcome: 'limited', retryAfterMs: error.retryAfterMs });
    } else {
      this.#end('failed', error.message, { outcome: 'failed', hung: error.code === 'backend-timeout' });
    }
  }

  /** The one who asked has left. */
  abandoned(): void {
    this.#end('cancelled', undefined, { outcome: 'cancelled' });
  }

  /** Another was faster: it is stopped. */
  outrun(): void {
    this.#end('outrun', undefined, { outcome: 'cancelled' });
  }

  #end(outcome: Attempt['outcome'], fault: string | undefined, ending: Parameters<Lease['release']>[0]): void {
    if (!this.#open) return;
    this.#open = false;
    const { signal, clock, lease, onAttempt } = this.#options;
    this.#watch?.dispose();
    signal.removeEventListener('abort', this.#onAbort);
    if (outcome !== 'served') {
      this.#stop?.abort();
      // Not awaited: a source that hangs would hang us with it.
      this.#iterator.return?.()?.then(undefined, () => {});
    }
    lease.release(ending);
    onAttempt({
      instance: lease.instance.id,
      strategy: lease.strategy,
      reason: lease.reason,
      outcome,
      ms: clock.monotonic() - this.startedAt,
      ...(fault !== undefined && { fault }),
    });
  }

  /** One timer for the whole stream, which looks when the last chunk came: cheaper than one for each chunk. */
  #watchSilence(ms: number): void {
    const { clock, silenceMs, lease } = this.#options;
    this.#watch = clock.after(ms, () => {
      const left = this.#heardAt + silenceMs - clock.monotonic();
      if (left > 0) {
        this.#watchSilence(left);
        return;
      }
      this.#stop?.abort();
      this.#interrupt(
        new WeeError(
          'backend-timeout',
          `${lease.instance.backend.label} sent nothing for ${silenceMs / 1000} s.`,
          'Ask again, or raise wee.openai.timeoutMs.',
        ),
      );
    });
  }
}
