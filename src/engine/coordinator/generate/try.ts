import type { LeaveListener } from '../../domain/leaving.ts';
import type { Attempt } from '../../domain/trace.ts';
import { cancelled, WeeError } from '../../errors.ts';
import type { BackendChunk } from '../../ports/backend.ts';
import type { Disposable } from '../../ports/disposable.ts';
import type { Lease } from '../../routing/lease.ts';
import type { Allocation } from '../../routing/resources/allocation.ts';
import { requirementsOf } from '../../routing/resources/requirements.ts';
import { type Charge, EXPECTED_ANSWER_TOKENS } from '../budget/charge.ts';
import { AnswerStream } from './answer-stream.ts';
import type { Generation } from './generation.ts';
import { Source, type SourceListener } from './source.ts';

const NONE: readonly Attempt[] = [];

/**
 * One try at an answer: the source that is asked for it and, where its first chunk is late, a second one (a hedge). Whose first chunk
 * comes first goes on, the other is stopped; one that fails leaves it to the other. Every place is given back, with how it went.
 */
export class Try implements SourceListener, LeaveListener {
  readonly stream: AnswerStream = new AnswerStream(this);
  /** Its requests that have ended, in that order. */
  attempts: readonly Attempt[] = NONE;
  /** What is put aside for it; none where answers are free. */
  charge: Charge | undefined;
  readonly #generation: Generation;
  #allocation: Allocation | undefined;
  #first: Source | undefined;
  #second: Source | undefined;
  #leader: Source | undefined;
  #late: Disposable | undefined;
  /** Of the first that failed, while the other goes on. */
  #failure: WeeError | undefined;

  constructor(generation: Generation) {
    this.#generation = generation;
  }

  /** Who is asked, or wrote the answer; `undefined` while no place was found. */
  get source(): Source | undefined {
    return this.#leader ?? this.#first;
  }

  get hedged(): boolean {
    return this.#second !== undefined;
  }

  /** Asks the instance whose place was taken. */
  begin(lease: Lease): void {
    const { pool, parts, prompt } = this.#generation;
    const hedgeAfterMs =
      parts.settings().routing.hedge && pool.size > 1 ? pool.hedging.begin(lease.instance.id) : undefined;
    this.#allocation = parts.resources.allocate(requirementsOf(prompt.tokens, EXPECTED_ANSWER_TOKENS));
    if (hedgeAfterMs !== undefined) this.#late = parts.clock.after(hedgeAfterMs, () => this.#hedge(lease));
    const source = new Source(lease, parts.clock, this);
    this.#first = source;
    this.#generation.onLeave = this;
    this.#start(source);
  }

  /** The answer grows. @throws WeeError `over-budget`. */
  grow(chars: number): void {
    this.charge?.grow(chars);
  }

  heard(source: Source, chunk: BackendChunk): void {
    this.#lead(source);
    this.stream.take(chunk);
    if (chunk.type === 'text' && chunk.text !== '') this.#generation.wrote(chunk.text);
  }

  ended(source: Source): void {
    this.#lead(source);
    try {
      this.stream.checkWhole();
    } catch (thrown) {
      source.fail(WeeError.from(thrown));
      return;
    }
    const { prompt, answer } = this.stream.tokens(this.#generation.prompt);
    source.served(prompt + answer);
    this.#close();
    this.#generation.succeeded(this);
  }

  failed(source: Source, error: WeeError): void {
    const other = source === this.#first ? this.#second : this.#first;
    if (other?.isOpen === true) {
      this.#failure = error;
      return;
    }
    this.#close();
    this.#generation.failed(this, this.#failure ?? error);
  }

  closed(attempt: Attempt): void {
    this.attempts = [...this.attempts, attempt];
  }

  /** Nobody waits for it any longer. */
  hasLeft(): void {
    this.#first?.fail(cancelled());
    this.#second?.fail(cancelled());
  }

  #start(source: Source): void {
    const { parts, prompt } = this.#generation;
    source.start(prompt, parts.settings().openai.timeoutMs);
  }

  /** It spoke first, or is the one that speaks. */
  #lead(source: Source): void {
    if (this.#leader !== undefined) return;
    this.#leader = source;
    this.#late?.dispose();
    const other = source === this.#first ? this.#second : this.#first;
    if (other?.isOpen !== true) return;
    other.outrun();
    if (source === this.#second) this.#generation.pool.hedging.won();
  }

  /** The first chunk is late: one more instance, if another has room at once and the extra requests are not spent. */
  #hedge(lease: Lease): void {
    const { pool, parts } = this.#generation;
    if (!pool.hedging.affordable || pool.queued > 0) return;
    const spare = pool.tryAcquire(this.#generation.requestBesides(lease.instance.id));
    if (spare === undefined) return;
    pool.hedging.sent();
    this.#second = new Source(spare, parts.clock, this);
    this.#start(this.#second);
  }

  #close(): void {
    this.#late?.dispose();
    this.#allocation?.release();
    this.#generation.onLeave = undefined;
  }
}
