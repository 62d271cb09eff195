import type { LeaveListener } from '../../domain/leaving.ts';
import type { Prompt } from '../../domain/prompt.ts';
import type { Attempt } from '../../domain/trace.ts';
import { cancelled, WeeError } from '../../errors.ts';
import type { BackendChunk } from '../../ports/backend.ts';
import type { Disposable } from '../../ports/disposable.ts';
import type { Lease } from '../../routing/lease.ts';
import type { Pool } from '../../routing/pool.ts';
import type { Allocation } from '../../routing/resources/allocation.ts';
import { requirementsOf } from '../../routing/resources/requirements.ts';
import type { RouteRequest } from '../../routing/selector.ts';
import { type Charge, EXPECTED_ANSWER_TOKENS } from '../budget/charge.ts';
import { AnswerStream } from './answer-stream.ts';
import type { GenerationParts } from './generation-parts.ts';
import { Source, type SourceListener } from './source.ts';

const NONE: readonly Attempt[] = [];

/** Whose try it is: what it needs of it, and what it tells it. */
export interface TryOwner {
  readonly parts: GenerationParts;
  readonly prompt: Prompt;
  readonly pool: Pool;
  /** Told when nobody waits for the answer any longer. */
  onLeave: LeaveListener | undefined;
  /** For one more instance at the same time. */
  requestBesides(instance: string): RouteRequest;
  /** It has more text. */
  wrote(text: string): void;
  /** It has a whole answer. */
  succeeded(one: Try): void;
  failed(one: Try, error: WeeError): void;
}

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
  readonly #owner: TryOwner;
  #allocation: Allocation | undefined;
  #first: Source | undefined;
  #second: Source | undefined;
  #leader: Source | undefined;
  #late: Disposable | undefined;
  /** Of the first that failed, while the other goes on. */
  #failure: WeeError | undefined;

  constructor(owner: TryOwner) {
    this.#owner = owner;
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
    const { pool, parts, prompt } = this.#owner;
    const hedgeAfterMs =
      parts.settings().routing.hedge && pool.size > 1 ? pool.hedging.begin(lease.instance.id) : undefined;
    this.#allocation = parts.resources.allocate(requirementsOf(prompt.tokens, EXPECTED_ANSWER_TOKENS));
    if (hedgeAfterMs !== undefined) this.#late = parts.clock.after(hedgeAfterMs, () => this.#hedge(lease));
    const source = new Source(lease, parts.clock, this);
    this.#first = source;
    this.#owner.onLeave = this;
    this.#start(source);
  }

  /** The answer grows. @throws WeeError `over-budget`. */
  grow(chars: number): void {
    this.charge?.grow(chars);
  }

  heard(source: Source, chunk: BackendChunk): void {
    this.#lead(source);
    this.stream.take(chunk);
    if (chunk.type === 'text' && chunk.text !== '') this.#owner.wrote(chunk.text);
  }

  ended(source: Source): void {
    this.#lead(source);
    try {
      this.stream.checkWhole();
    } catch (thrown) {
      source.fail(WeeError.from(thrown));
      return;
    }
    const { prompt, answer } = this.stream.tokens(this.#owner.prompt);
    source.served(prompt + answer);
    this.#close();
    this.#owner.succeeded(this);
  }

  failed(source: Source, error: WeeError): void {
    const other = source === this.#first ? this.#second : this.#first;
    if (other?.isOpen === true) {
      this.#failure = error;
      return;
    }
    this.#close();
    this.#owner.failed(this, this.#failure ?? error);
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
    const { parts, prompt } = this.#owner;
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
    if (source === this.#second) this.#owner.pool.hedging.won();
  }

  /** The first chunk is late: one more instance, if another has room at once and the extra requests are not spent. */
  #hedge(lease: Lease): void {
    const { pool, parts } = this.#owner;
    if (!pool.hedging.affordable || pool.queued > 0) return;
    const spare = pool.tryAcquire(this.#owner.requestBesides(lease.instance.id));
    if (spare === undefined) return;
    pool.hedging.sent();
    this.#second = new Source(spare, parts.clock, this);
    this.#start(this.#second);
  }

  #close(): void {
    this.#late?.dispose();
    this.#allocation?.release();
    this.#owner.onLeave = undefined;
  }
}
