import type { Amount } from '../../domain/budget.ts';
import type { Prompt } from '../../domain/prompt.ts';
import type { Priority, Question } from '../../domain/question.ts';
import type { EngineSettings } from '../../domain/settings.ts';
import type { Attempt } from '../../domain/trace.ts';
import { WeeError } from '../../errors.ts';
import { limits } from '../../limits.ts';
import type { AnswerCache } from '../../ports/answer-cache.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Random } from '../../ports/random.ts';
import type { Workspace } from '../../ports/workspace.ts';
import type { Pool } from '../../routing/pool.ts';
import type { DynamicResourceManager } from '../../routing/resources/dynamic-resource-manager.ts';
import type { RouteRequest } from '../../routing/selector.ts';
import type { Journey } from '../ask/journey.ts';
import type { Made } from '../ask/memo.ts';
import { EXPECTED_ANSWER_TOKENS } from '../budget/charge.ts';
import { costOf } from '../budget/cost-of.ts';
import type { Account, Purse } from '../budget/purse.ts';
import { isModel } from '../pools/is-model.ts';
import type { Pools } from '../pools/pools.ts';
import type { AskHow } from '../prompt/given-context.ts';
import type { PromptMaker } from '../prompt/prompt-maker.ts';
import { Flight, type Passenger } from './flight.ts';
import type { FlightEvent, Landing } from './flight-event.ts';
import { pause } from './pause.ts';
import { Try } from './try.ts';

/** What is to be answered, apart from whoever asked first: they may leave while others wait for it. */
export interface Order extends Pick<Journey, 'question' | 'pool' | 'how'> {
  readonly complexity: number;
}

/** The rooms that meet in an answer. */
export interface GenerationParts {
  readonly clock: Clock;
  readonly random: Random;
  readonly workspace: Workspace;
  readonly cache: AnswerCache;
  readonly pools: Pools;
  readonly resources: DynamicResourceManager;
  readonly settings: () => EngineSettings;
  readonly purse: Purse;
  readonly prompts: PromptMaker;
}

/** Ends of a request after which its prompt may be on the bill. */
const TAKEN: ReadonlySet<string> = new Set(['cancelled', 'backend-timeout', 'backend-truncated']);
/** ms of the longest pause before a second attempt; the pause is drawn from 0 to this, and doubles. */
const PAUSE_MS = 50;

/**
 * Steps 4 to 6 for one prompt: route, generate, store. A failure is tried at another instance, within the pool's retry
 * budget; then the local analyst stands in, and says so. Only a whole answer of the pool itself whose context still stands is stored.
 * Each step begins the next, so that nothing waits in between but the source of a try.
 */
export class Generation extends Flight<FlightEvent, Landing> implements RouteRequest {
  readonly parts: GenerationParts;
  readonly prompt: Prompt;
  readonly complexity: number;
  readonly #question: Question;
  readonly #how: AskHow;
  /** The question's own pool, and where it is tried: there, or by who stands in. */
  readonly #own: Pool;
  #pool: Pool;
  readonly #digest: string;
  /** Of the workspace and of the settings, that the prompt is true of. */
  readonly #generation: number;
  readonly #epoch: number;
  #account: Account | undefined;
  /** What went wrong, where something did. */
  #failure: WeeError | undefined;
  #tried: Set<string> | undefined;
  #attempts: Attempt[] | undefined;
  #try: Try | undefined;
  #sentAt = 0;
  #routeMs = 0;
  /** What failed attempts took is the backends' time too, not WEE's. */
  #lostMs = 0;
  #spoken = false;

  /** @param key by which whoever asks the same finds it. */
  constructor(parts: GenerationParts, key: string, order: Order, made: Made) {
    super(key);
    this.parts = parts;
    this.prompt = made.prompt;
    this.complexity = order.complexity;
    this.#question = order.question;
    this.#how = order.how;
    this.#own = order.pool;
    this.#pool = order.pool;
    this.#digest = made.digest;
    this.#generation = made.generation;
    this.#epoch = made.epoch;
    this.#account = order.how.account;
  }

  get pool(): Pool {
    return this.#pool;
  }

  get asker(): this {
    return this;
  }

  get priority(): Priority {
    return this.#question.priority ?? 'normal';
  }

  get agent(): string {
    return this.prompt.agent.id;
  }

  get tokens(): number {
    return this.prompt.tokens + EXPECTED_ANSWER_TOKENS;
  }

  /** Instances that already failed it. */
  get exclude(): ReadonlySet<string> | undefined {
    return this.#tried;
  }

  words(): string {
    return ` ${this.prompt.question.toLowerCase().replace(/[^\p{L}\p{N}_-]+/gu, ' ')} `;
  }

  /** Where one more instance may be asked at the same time. */
  besides(instance: string): RouteRequest {
    const { asker, priority, agent, complexity, tokens } = this;
    const exclude = new Set([...(this.#tried ?? []), instance]);
    return { asker, priority, agent, complexity, tokens, exclude, words: () => this.words() };
  }

  /** A try has more text. */
  wrote(text: string): void {
    this.emit({ type: 'text', text });
  }

  /** A try has a whole answer. */
  succeeded(one: Try): void {
    this.#store(one).catch((thrown: unknown) => this.failed(one, thrown));
  }

  /** A try came to nothing: whether there is another. */
  failed(one: Try, thrown: unknown): void {
    const error = WeeError.from(thrown);
    const { attempts, stream, charge } = one;
    this.#spoken ||= stream.spoken;
    if (attempts.length > 0) this.#lostMs += Math.max(...attempts.map(({ ms }) => ms));
    this.#note(attempts);
    if (stream.spoken || (one.source !== undefined && TAKEN.has(error.code))) charge?.keep();
    else charge?.refund();
    if (this.left || !worthAnother(error)) {
      this.crash(error);
      return;
    }
    // Having nobody else to ask says less than what went wrong before.
    if (this.#failure === undefined || error.code !== 'backend-resting') this.#failure = error;
    this.#tried ??= new Set();
    for (const { instance } of attempts) this.#tried.add(instance);
    if (attempts.length > 0 && this.#mayRetry(error)) void this.#later(this.#tried.size);
    else this.#fallBack(error);
  }

  protected begin(): void {
    this.#pool.retries.deposit();
    void this.#go();
  }

  protected catchUp(passenger: Passenger<FlightEvent, Landing>): void {
    for (const attempt of this.#attempts ?? []) passenger.take({ type: 'attempt', attempt });
    const { source, stream } = this.#try ?? {};
    if (source === undefined) return;
    passenger.take({ type: 'status', step: 'backend', message: source.lease.instance.backend.label });
    if (stream?.spoken === true) passenger.take({ type: 'text', text: stream.text });
  }

  get #standsIn(): boolean {
    return this.#pool !== this.#own;
  }

  /** Steps 4 and 5: one try, which tells how it ended. */
  async #go(): Promise<void> {
    const { clock, pools, purse } = this.parts;
    const one = new Try(this);
    this.#try = one;
    const started = clock.monotonic();
    try {
      if (isModel(this.#pool)) {
        this.#account ??= { tokens: 0, cost: 0 };
        one.charge = purse.open(this.agent, this.#account, this.prompt.tokens, pools.dearest(this.#pool));
      }
      const lease = await this.#pool.acquire(this);
      this.#sentAt = clock.monotonic();
      this.#routeMs += this.#sentAt - started;
      const { label } = lease.instance.backend;
      this.emit({ type: 'status', step: 'backend', message: label });
      if (this.#spoken)
        this.emit({ type: 'restart', message: `${this.#failure?.message ?? ''} Begun again at ${label}.` });
      if (this.#failure !== undefined && this.#standsIn) {
        const notice = { type: 'text', text: noticeOf(this.#failure) } as const;
        one.stream.take(notice);
        this.emit(notice);
      }
      one.begin(lease);
    } catch (thrown) {
      this.failed(one, thrown);
    }
  }

  /** Step 6. */
  async #store(one: Try): Promise<void> {
    const { clock, pools, cache, workspace } = this.parts;
    const { stream, source, charge, hedged } = one;
    const { attempts } = one;
    one.attempts = [];
    if (source === undefined) throw new Error('Nobody wrote it.');
    const { prompt } = this;
    const { lease, firstTokenMs } = source;
    const used = stream.tokens(prompt);
    const price = pools.priceOf(lease.instance.id);
    const besides = this.#inVain(attempts);
    charge?.settle(used.prompt, used.answer, price, besides);
    const cost = costOf(price, used.prompt, used.answer) + besides.cost;
    this.#note(attempts);
    const storing = clock.monotonic();
    const backendMs = storing - this.#sentAt;
    const { label, answerClass } = lease.instance.backend;
    const answer = stream.answer(prompt, {
      digest: this.#digest,
      backend: label,
      answerClass,
      createdAt: clock.now(),
      generateMs: backendMs,
    });
    const doubt = await this.#whyNotKept(stream.finish);
    if (doubt === undefined) cache.set(answer.digest, answer, { transient: !workspace.trusted });
    const how = hedged ? `${lease.reason}; hedged` : lease.reason;
    this.land({
      answer,
      steps: { route: this.#routeMs, backend: backendMs + this.#lostMs, store: clock.monotonic() - storing },
      instance: lease.instance.id,
      firstTokenMs,
      cost: cost > 0 ? cost : undefined,
      fallback: this.#standsIn ? this.#failure?.message : undefined,
      reason: doubt === undefined ? how : `${how}; ${doubt}`,
    });
  }

  async #whyNotKept(finish: string): Promise<string | undefined> {
    if (this.#standsIn) return 'not kept: the local analyst stood in';
    if (finish !== 'stop') return `not kept: ${finish}`;
    const { agent } = this.prompt;
    const origin = { question: this.#question, agent, pool: this.#own, how: this.#how };
    const made = { generation: this.#generation, epoch: this.#epoch, digest: this.#digest };
    const stands = await this.parts.prompts.stillTrue(origin, made);
    return stands ? undefined : 'not kept: its files changed while it was written';
  }

  #mayRetry({ code }: WeeError): boolean {
    const { retries, size } = this.#pool;
    const left = (this.#tried?.size ?? 0) < Math.min(limits.attempts, size);
    return code !== 'over-budget' && !this.#standsIn && left && retries.spend();
  }

  async #later(tries: number): Promise<void> {
    const { clock, random } = this.parts;
    try {
      await pause(clock, random.next() * PAUSE_MS * 2 ** tries, this);
    } catch (cancelled) {
      this.crash(cancelled);
      return;
    }
    await this.#go();
  }

  /** Never for background work. */
  #fallBack(error: WeeError): void {
    const { pools, settings } = this.parts;
    const mayNot = this.#standsIn || this.priority === 'background';
    const next = mayNot ? undefined : pools.fallbackFor(this.#pool, settings(), error);
    if (next === undefined) {
      this.crash(this.#failure);
      return;
    }
    this.#pool = next;
    this.#tried = undefined;
    void this.#go();
  }

  #note(attempts: readonly Attempt[]): void {
    for (const attempt of attempts) {
      this.#attempts ??= [];
      this.#attempts.push(attempt);
      this.emit({ type: 'attempt', attempt });
    }
  }

  /** What requests took that others outran. */
  #inVain(attempts: readonly Attempt[]): Amount {
    let tokens = 0;
    let cost = 0;
    for (const { outcome, instance } of attempts) {
      if (outcome !== 'outrun') continue;
      tokens += this.prompt.tokens;
      cost += costOf(this.parts.pools.priceOf(instance), this.prompt.tokens, 0);
    }
    return { tokens, cost };
  }
}

/** What another instance might do better. A question that was cancelled or whose answer has no end is not asked again. */
function worthAnother({ code }: WeeError): boolean {
  return (
    code.startsWith('backend-') ||
    code === 'over-budget' ||
    code === 'queue-full' ||
    code === 'queue-timeout' ||
    code === 'no-instance'
  );
}

function noticeOf({ message, remedy }: WeeError): string {
  return `> **No model answered**: ${message} This is the local analysis instead. ${remedy}\n\n`;
}
