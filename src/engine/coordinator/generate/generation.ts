import type { Prompt } from '../../domain/prompt.ts';
import type { Attempt } from '../../domain/trace.ts';
import { WeeError } from '../../errors.ts';
import { limits } from '../../limits.ts';
import type { Lease } from '../../routing/lease.ts';
import type { Pool } from '../../routing/pool.ts';
import type { RouteRequest } from '../../routing/selector.ts';
import type { Made } from '../ask/memo.ts';
import type { Account } from '../budget/account.ts';
import type { Charge } from '../budget/charge.ts';
import { isModel } from '../pools/is-model.ts';
import { Flight, type Passenger } from './flight.ts';
import type { FlightEvent, Landing } from './flight-event.ts';
import type { GenerationParts } from './generation-parts.ts';
import { type Order, routeRequest } from './order.ts';
import { type Outcome, outcomeOf } from './outcome.ts';
import { pause } from './pause.ts';
import { Try, type TryOwner } from './try.ts';
import { worthAnother } from './worth-another.ts';

/** Ends of a request after which its prompt may be on the bill. */
const TAKEN: ReadonlySet<string> = new Set(['cancelled', 'backend-timeout', 'backend-truncated']);
const WAITS: FlightEvent = {
  type: 'status',
  step: 'route',
  message: 'all who could answer are busy: it waits its turn',
};
/** ms of the longest pause before a second attempt; the pause is drawn from 0 to this, and doubles. */
const PAUSE_MS = 50;

/**
 * Steps 4 to 6 for one prompt: route, generate, store. A failure is tried at another instance, within the pool's retry
 * budget; then the local analyst stands in, and says so. Only a whole answer of the pool itself whose context still stands is stored.
 * Each step begins the next, so that nothing waits in between but the source of a try.
 */
export class Generation extends Flight<FlightEvent, Landing> implements TryOwner {
  readonly parts: GenerationParts;
  readonly prompt: Prompt;
  readonly #order: Order;
  readonly #made: Omit<Made, 'prompt'>;
  #account: Account | undefined;
  /** Where it is tried: the question's own, or who stands in. */
  #pool: Pool;
  /** What went wrong, where something did. */
  #failure: WeeError | undefined;
  /** Instances that failed it. */
  #tried: ReadonlySet<string> | undefined;
  #attempts: Attempt[] | undefined;
  #try: Try | undefined;
  #sentAt = 0;
  #routeMs = 0;
  /** What failed attempts took is the backends' time too, not WEE's. */
  #lostMs = 0;
  #spoken = false;

  /** @param key by which whoever asks the same finds it. */
  constructor(parts: GenerationParts, key: string, order: Order, { prompt, generation, epoch, digest }: Made) {
    super(key);
    this.parts = parts;
    this.prompt = prompt;
    this.#order = order;
    this.#made = { generation, epoch, digest };
    this.#account = order.how.account;
    this.#pool = order.pool;
  }

  get pool(): Pool {
    return this.#pool;
  }

  /** For one more instance at the same time. */
  requestBesides(instance: string): RouteRequest {
    return routeRequest(this.#order, this.prompt, this, new Set([...(this.#tried ?? []), instance]));
  }

  /** A try has more text. */
  wrote(text: string): void {
    this.emit({ type: 'text', text });
  }

  /** A try has a whole answer. */
  succeeded(one: Try): void {
    const fail = (thrown: unknown): void => this.failed(one, thrown);
    try {
      const outcome = outcomeOf(one, this.prompt, this.#made.digest, this.#sentAt, this.parts);
      this.#note(one.attempts);
      one.attempts = [];
      const doubt = this.#whyNotKept(one.stream.finish) ?? this.#whyStale();
      if (typeof doubt === 'object') doubt.then((found) => this.#store(outcome, found)).catch(fail);
      else this.#store(outcome, doubt);
    } catch (thrown) {
      fail(thrown);
    }
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
    const tried = new Set([...(this.#tried ?? []), ...attempts.map(({ instance }) => instance)]);
    this.#tried = tried;
    if (attempts.length > 0 && this.#mayRetry(error, tried.size)) void this.#later(tried.size);
    else this.#fallBack(error);
  }

  protected begin(): void {
    this.#pool.retries.deposit();
    this.#go();
  }

  protected catchUp(passenger: Passenger<FlightEvent, Landing>): void {
    for (const attempt of this.#attempts ?? []) passenger.take({ type: 'attempt', attempt });
    const { source, stream } = this.#try ?? {};
    if (source === undefined) return;
    passenger.take({ type: 'status', step: 'backend', message: source.lease.instance.backend.label });
    if (stream?.spoken === true) passenger.take({ type: 'text', text: stream.text });
  }

  get #standsIn(): boolean {
    return this.#pool !== this.#order.pool;
  }

  /** Steps 4 and 5: one try, which tells how it ended. */
  #go(): void {
    const one = new Try(this);
    this.#try = one;
    const startedAt = this.parts.clock.monotonic();
    const send = (lease: Lease): void => {
      this.#sentAt = this.parts.clock.monotonic();
      this.#routeMs += this.#sentAt - startedAt;
      this.#announce(one, lease.instance.backend.label);
      one.begin(lease);
    };
    const fail = (thrown: unknown): void => this.failed(one, thrown);
    try {
      one.charge = this.#putAside();
      const request = routeRequest(this.#order, this.prompt, this, this.#tried);
      const lease = this.#pool.tryAcquire(request);
      if (lease !== undefined) send(lease);
      else {
        const { waiting } = this.#pool;
        this.#pool.acquire(request).then(send).catch(fail);
        if (this.#pool.waiting > waiting) this.emit(WAITS);
      }
    } catch (thrown) {
      fail(thrown);
    }
  }

  /** @throws WeeError `over-budget`. */
  #putAside(): Charge | undefined {
    if (!isModel(this.#pool)) return undefined;
    const { purse } = this.parts;
    this.#account ??= { tokens: 0, cost: 0 };
    const { agent, tokens } = this.prompt;
    return purse.open(agent.id, this.#account, tokens, this.#pool.dearest);
  }

  #announce(one: Try, label: string): void {
    this.emit({ type: 'status', step: 'backend', message: label });
    if (this.#failure === undefined) return;
    const { message, remedy } = this.#failure;
    if (this.#spoken) this.emit({ type: 'restart', message: `${message} Begun again at ${label}.` });
    if (!this.#standsIn) return;
    const text = `> **No model answered**: ${message} This is the local analysis instead. ${remedy}\n\n`;
    one.stream.take({ type: 'text', text });
    this.wrote(text);
  }

  /** Step 6. @param doubt why the answer is not kept. */
  #store({ answer, endedAt, how, ...outcome }: Outcome, doubt: string | undefined): void {
    const { clock, cache, workspace } = this.parts;
    if (doubt === undefined) cache.set(answer.digest, answer, { transient: !workspace.trusted });
    const backend = endedAt - this.#sentAt + this.#lostMs;
    this.land({
      ...outcome,
      answer,
      steps: { route: this.#routeMs, backend, store: clock.monotonic() - endedAt },
      fallback: this.#standsIn ? this.#failure?.message : undefined,
      reason: doubt === undefined ? how : `${how}; ${doubt}`,
    });
  }

  #whyNotKept(finish: string): string | undefined {
    if (this.#standsIn) return 'not kept: the local analyst stood in';
    return finish === 'stop' ? undefined : `not kept: ${finish}`;
  }

  /** Compares the prompt of now where anything changed meanwhile. */
  #whyStale(): Promise<string | undefined> | undefined {
    const { prompts } = this.parts;
    if (prompts.isNow(this.#made)) return undefined;
    const origin = { ...this.#order, agent: this.prompt.agent };
    const what = prompts.settingsStand(this.#made) ? 'its files' : 'the settings';
    const stands = prompts.stillTrue(origin, this.#made.digest);
    return stands.then((same) => (same ? undefined : `not kept: ${what} changed while it was written`));
  }

  #mayRetry({ code }: WeeError, tried: number): boolean {
    const { retries, size } = this.#pool;
    return code !== 'over-budget' && !this.#standsIn && tried < Math.min(limits.attempts, size) && retries.spend();
  }

  async #later(tries: number): Promise<void> {
    const { clock, random } = this.parts;
    try {
      await pause(clock, random.next() * PAUSE_MS * 2 ** tries, this);
    } catch (cancelled) {
      this.crash(cancelled);
      return;
    }
    this.#go();
  }

  /** To the local analyst, where it may stand in; never for background work. */
  #fallBack(error: WeeError): void {
    const { pools, settings } = this.parts;
    const mayNot = this.#standsIn || this.#order.question.priority === 'background';
    const next = mayNot ? undefined : pools.fallbackFor(this.#pool, settings(), error);
    if (next === undefined) {
      this.crash(this.#failure);
      return;
    }
    this.#pool = next;
    this.#tried = undefined;
    this.#go();
  }

  #note(attempts: readonly Attempt[]): void {
    for (const attempt of attempts) {
      this.#attempts ??= [];
      this.#attempts.push(attempt);
      this.emit({ type: 'attempt', attempt });
    }
  }
}
