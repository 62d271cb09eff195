import type { OnDecision } from '../domain/decision.ts';
import type { PoolStats } from '../domain/telemetry-snapshot.ts';
import { cancelled, WeeError } from '../errors.ts';
import { limits } from '../limits.ts';
import type { Clock } from '../ports/clock.ts';
import type { Disposable } from '../ports/disposable.ts';
import type { Random } from '../ports/random.ts';
import { outliers } from './health/outliers.ts';
import { Prober } from './health/prober.ts';
import { RetryBudget } from './health/retry-budget.ts';
import { HedgePolicy } from './hedge-policy.ts';
import { type Ending, Instance } from './instance.ts';
import type { InstanceSpec } from './instance-spec.ts';
import { FairQueue } from './limits/fair-queue.ts';
import { Quota } from './limits/quota.ts';
import { moves } from './resources/rebalance.ts';
import { type RouteRequest, type Selection, Selector } from './selector.ts';
import type { StrategyName } from './strategies/strategy.ts';
import { Waiter } from './waiter.ts';

export interface PoolOptions {
  readonly id: string;
  readonly clock: Clock;
  readonly random: Random;
  /** `auto` is the seed's rule. */
  readonly strategy?: (() => StrategyName | 'auto') | undefined;
  readonly onDecision?: OnDecision | undefined;
  /** Questions that may wait; default `limits.queueLength`. */
  readonly queueLength?: number;
}

/** A place taken in an instance. Give it back with `release`, once, saying how it went. */
export interface Lease {
  readonly instance: Instance;
  readonly strategy: StrategyName;
  /** Why this instance, for the trace. */
  readonly reason: string;
  release(ending: Ending): void;
}

/** ms between two looks for outliers. */
const SWEEP_MS = 1_000;

/** Step 4: the interchangeable instances that can serve a question, and the bounded queue before them. */
export class Pool {
  readonly id: string;
  readonly hedging = new HedgePolicy();
  readonly retries = new RetryBudget();
  readonly #options: PoolOptions;
  readonly #clock: Clock;
  readonly #selector: Selector;
  readonly #queue: FairQueue<Waiter<RouteRequest, Lease>>;
  readonly #queueLength: number;
  readonly #prober: Prober;
  #instances: readonly Instance[] = [];
  #answerClass = '';
  #label = '';
  #wake: Disposable | undefined;
  #sweptAt = 0;
  readonly #quotas = new Map<string, Quota>();

  constructor(options: PoolOptions, specs: readonly InstanceSpec[]) {
    this.id = options.id;
    this.#options = options;
    this.#clock = options.clock;
    this.#queueLength = options.queueLength ?? limits.queueLength;
    this.#queue = new FairQueue(this.#queueLength);
    this.#selector = new Selector(options.random);
    this.#prober = new Prober(
      options.clock,
      () => this.#instances,
      () => this.#dispatch(),
    );
    this.update(specs);
  }

  /** The models of a pool stand for one another: its class names them all. */
  get answerClass(): string {
    this.#requireInstances();
    return this.#answerClass;
  }

  get label(): string {
    return this.#label;
  }

  get size(): number {
    return this.#instances.length;
  }

  get queued(): number {
    return this.#queue.length;
  }

  /** Instances added, removed, changed while running. One that is described as before keeps its load and health. */
  update(specs: readonly InstanceSpec[]): void {
    // What still runs at an instance that left counts against its endpoint when it comes back, and so does its last minute.
    const quotas = this.#quotas;
    for (const { spec, quota } of this.#instances) quotas.set(quotaKey(spec), quota);
    const now = this.#clock.monotonic();
    for (const [key, quota] of quotas) if (quota.idle(now)) quotas.delete(key);
    const before = new Map(this.#instances.map((instance) => [instance.id, instance]));
    this.#instances = specs.slice(0, limits.instances).map((spec) => {
      const old = before.get(spec.id);
      if (old !== undefined && sameSpec(old.spec, spec)) return old;
      const quota = quotas.get(quotaKey(spec)) ?? new Quota({ ...spec, concurrency: spec.limit });
      quotas.set(quotaKey(spec), quota);
      return new Instance(spec, quota, this.#options.random, ({ to, reason }) =>
        this.#decide(to, `${this.id}/${spec.id}`, reason),
      );
    });
    const classes = [...new Set(this.#instances.map(({ backend }) => backend.answerClass))].sort();
    this.#answerClass = classes.join(' | ');
    const labels = [...new Set(this.#instances.map(({ backend }) => backend.label))];
    this.#label = labels.length > 2 ? `${labels[0]} and ${labels.length - 1} more` : labels.join(' and ');
    for (const waiter of this.#queue) {
      if (!this.#instances.some(({ id }) => id === waiter.preferred)) waiter.preferred = undefined;
    }
    this.#dispatch();
  }

  /**
   * Takes an instance, or waits for one. Rejects with `no-instance` (empty pool), `backend-resting` (nobody is fit), `queue-full`,
   * `queue-timeout`, or `cancelled` when the signal aborts.
   */
  async acquire(request: RouteRequest): Promise<Lease> {
    if (request.signal.aborted) throw cancelled();
    this.#requireInstances();
    this.#prober.used();
    const now = this.#clock.monotonic();
    // Nobody overtakes those of the same urgency who wait already.
    const selection = this.#queue.length === 0 || request.priority === 'high' ? this.#select(request, now) : undefined;
    if (selection?.instance !== undefined) return this.#lease(selection, request, now);
    if (this.#hopeless(request, now)) throw this.#resting(now);
    const waiter = this.#wait(request, selection?.preferred);
    this.#dispatch();
    return waiter.promise;
  }

  /** An instance that has room this moment, or nothing; never waits. For hedges. */
  tryAcquire(request: RouteRequest): Lease | undefined {
    const now = this.#clock.monotonic();
    if (this.#queue.length > 0) return undefined;
    const selection = this.#select(request, now);
    return selection.instance === undefined ? undefined : this.#lease(selection, request, now);
  }

  /** Questions that wait for an overloaded specialist (1.2× of the pool's load) move to idle ones (0.8×). */
  rebalance(): void {
    const waiting = [...this.#queue].filter(({ preferred }) => preferred !== undefined);
    if (waiting.length === 0) return;
    const loads = this.#instances.map(({ id, inFlight, limit }) => ({
      id,
      limit,
      inFlight,
      queued: this.#queuedFor(id),
    }));
    for (const { from, to, count, reason } of moves(loads)) {
      const moving = waiting.filter(({ preferred }) => preferred === from).slice(-count);
      for (const waiter of moving) waiter.preferred = to;
      if (moving.length > 0) this.#decide('rebalance', this.id, `${moving.length} queued moved: ${reason}`);
    }
    this.#dispatch();
  }

  /** One of its instances takes so many questions at once from now on; whoever waits for room gets it. */
  resize(id: string, allowed: number): void {
    this.#instances.find((instance) => instance.id === id)?.resize(allowed);
    this.#dispatch();
  }

  stats(): PoolStats {
    const now = this.#clock.monotonic();
    return {
      id: this.id,
      queued: this.#queue.length,
      queueLimit: this.#queueLength,
      hedges: this.hedging.stats(),
      instances: this.#instances.map((instance) => instance.stats(now)),
    };
  }

  /** Ends its timers; whoever waits is refused. */
  dispose(): void {
    this.#prober.dispose();
    this.update([]);
    this.#wake?.dispose();
  }

  #select(request: RouteRequest, now: number): Selection {
    const pinned = this.#options.strategy?.() ?? 'auto';
    return this.#selector.select(this.#instances, request, pinned, now, (id) => this.#queuedFor(id));
  }

  #queuedFor(id: string): number {
    let count = 0;
    for (const { preferred } of this.#queue) if (preferred === id) count++;
    return count;
  }

  #lease(
    { instance, strategy, reason }: Extract<Selection, { strategy: string }>,
    { tokens }: RouteRequest,
    now: number,
  ): Lease {
    const end = instance.begin(tokens, now);
    let open = true;
    return {
      instance,
      strategy,
      reason,
      release: (ending) => {
        if (!open) return;
        open = false;
        const at = this.#clock.monotonic();
        end(ending, at);
        if (ending.outcome === 'served') this.hedging.observe(ending.firstTokenMs);
        this.#sweep(at);
        if (this.#queue.length > 0) this.#dispatch();
      },
    };
  }

  #wait(request: RouteRequest, preferred: string | undefined): Waiter<RouteRequest, Lease> {
    const waiter = new Waiter<RouteRequest, Lease>({
      request,
      preferred,
      clock: this.#clock,
      waitMs: limits.queueWaitMs,
      left: (one) => this.#queue.remove(one),
      timeout: () =>
        new WeeError(
          'queue-timeout',
          `No instance of ${this.label} became free within ${limits.queueWaitMs / 1000} s.`,
          'Ask again, or raise the number of requests at once in the settings.',
        ),
    });
    const { accepted, shed } = this.#queue.push(waiter);
    if (!accepted) waiter.refuse(this.#full());
    shed?.refuse(this.#full());
    return waiter;
  }

  /** Grants what can be granted, refuses whoever has nobody left to wait for, and sees to the next look. */
  #dispatch(): void {
    if (this.#queue.length === 0) return;
    const now = this.#clock.monotonic();
    while (true) {
      let selection: Selection | undefined;
      const waiter = this.#queue.take((one) => {
        const found = this.#awaited(one, now) ?? this.#select(one.request, now);
        if (found.instance === undefined) return false;
        selection = found;
        return true;
      });
      if (waiter === undefined || selection?.instance === undefined) break;
      waiter.grant(this.#lease(selection, waiter.request, now));
    }
    for (const waiter of [...this.#queue]) if (this.#hopeless(waiter.request, now)) waiter.refuse(this.#resting(now));
    this.#wake?.dispose();
    this.#wake = undefined;
    if (this.#queue.length === 0) return;
    const waits = this.#instances.flatMap((one) => [one.restMs(now), one.quota.waitMs(now)]).filter((ms) => ms > 0);
    if (waits.length > 0) this.#wake = this.#clock.after(Math.min(...waits), () => this.#dispatch());
  }

  /** What one that waits for a certain instance gets; `undefined` when any will do, since that one is not fit. */
  #awaited({ preferred, request }: Waiter<RouteRequest, Lease>, now: number): Selection | undefined {
    const instance = this.#instances.find(({ id }) => id === preferred);
    if (instance === undefined || !instance.healthy(now) || request.exclude?.has(instance.id) === true)
      return undefined;
    if (!instance.hasRoom(request.tokens, now)) return { instance: undefined, preferred };
    const strategy = 'agent_specialization';
    return {
      instance,
      strategy,
      reason: `${strategy} (complexity ${request.complexity} of 10): ${instance.id}, waited for`,
    };
  }

  /** Whether waiting leads nowhere: nobody is fit, and nobody will be soon. */
  #hopeless({ exclude }: RouteRequest, now: number): boolean {
    return !this.#instances.some((one) => {
      if (exclude?.has(one.id) === true) return false;
      const wait = one.restMs(now);
      return wait === 0 || (one.held(now) && wait <= limits.holdWaitMs);
    });
  }

  #resting(now: number): WeeError {
    const soonest = Math.min(...this.#instances.map((one) => one.restMs(now)).filter((ms) => ms > 0));
    const again = Number.isFinite(soonest) ? `in ${Math.ceil(soonest / 1000)} s` : 'in a moment';
    return new WeeError(
      'backend-resting',
      `${this.label} failed and rests.`,
      `Ask again ${again}; “WEE: Doctor” and the panel show its state.`,
    );
  }

  #full(): WeeError {
    return new WeeError(
      'queue-full',
      `${this.#queueLength} questions are already waiting for ${this.label}.`,
      'Wait for some to finish, or raise the number of requests at once in the settings.',
    );
  }

  /** Takes out those that are far worse than the rest, never more than half of the pool. */
  #sweep(now: number): void {
    if (this.#instances.length < 2 || now - this.#sweptAt < SWEEP_MS) return;
    this.#sweptAt = now;
    const out = this.#instances.filter((one) => one.ejected(now) || one.breaker.state(now) === 'open').length;
    // One that the breaker deals with is out already.
    const fit = this.#instances.filter((one) => one.healthy(now) && one.breaker.state(now) === 'closed');
    const observed = this.#instances.map((one) => ({
      id: one.id,
      latencyMs: one.latency(now),
      ...one.breaker.window(now),
    }));
    const found = outliers(observed, out);
    for (const one of fit) {
      const outlier = found.find(({ id }) => id === one.id);
      if (outlier === undefined) one.acquit(now);
      else this.#decide('eject', `${this.id}/${one.id}`, `${outlier.reason}: left out for ${one.eject(now) / 1000} s`);
    }
  }

  #requireInstances(): void {
    if (this.#instances.length > 0) return;
    throw new WeeError(
      'no-instance',
      `No instance can answer: the pool “${this.id}” is empty.`,
      'Set an endpoint and a model (wee.openai.baseUrl, wee.openai.model), or set wee.pool to “local”.',
    );
  }

  #decide(action: Parameters<OnDecision>[0]['action'], subject: string, reason: string): void {
    this.#options.onDecision?.({ action, subject, reason });
  }
}

function quotaKey({ endpoint, id, limit, requestsPerMinute, tokensPerMinute }: InstanceSpec): string {
  return JSON.stringify([endpoint ?? id, limit, requestsPerMinute, tokensPerMinute]);
}

/** Backends are made anew only when their description changed. */
function sameSpec(a: InstanceSpec, b: InstanceSpec): boolean {
  return (
    a.backend === b.backend &&
    a.limit === b.limit &&
    a.weight === b.weight &&
    a.specialties?.join() === b.specialties?.join() &&
    quotaKey(a) === quotaKey(b)
  );
}
