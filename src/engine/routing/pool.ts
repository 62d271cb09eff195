import type { Price } from '../domain/budget.ts';
import type { OnDecision } from '../domain/decision.ts';
import type { PoolStats } from '../domain/telemetry-snapshot.ts';
import { cancelled } from '../errors.ts';
import { limits } from '../limits.ts';
import type { Clock } from '../ports/clock.ts';
import type { Random } from '../ports/random.ts';
import { Prober } from './health/prober.ts';
import { RetryBudget } from './health/retry-budget.ts';
import { HedgePolicy } from './hedge-policy.ts';
import type { Ending } from './instance.ts';
import type { InstanceSpec } from './instance-spec.ts';
import { Lease } from './lease.ts';
import { Members } from './members.ts';
import { type Choice, type RouteRequest, type Selection, Selector } from './selector.ts';
import type { StrategyName } from './strategies/strategy.ts';
import { WaitingLine } from './waiting-line.ts';

export interface PoolOptions {
  readonly id: string;
  readonly clock: Clock;
  readonly random: Random;
  /** `auto` is the rule of `chooseStrategy`. */
  readonly strategy?: (() => StrategyName | 'auto') | undefined;
  readonly onDecision?: OnDecision | undefined;
  /** Questions that may wait; default `limits.queueLength`. */
  readonly queueLength?: number;
}

/** Step 4: the interchangeable instances that can serve a question, and the bounded queue before them. */
export class Pool {
  readonly id: string;
  readonly hedging = new HedgePolicy();
  readonly retries = new RetryBudget();
  readonly #clock: Clock;
  readonly #strategy: () => StrategyName | 'auto';
  readonly #selector: Selector;
  readonly #members: Members;
  readonly #line: WaitingLine<Lease>;
  readonly #queueLength: number;
  readonly #prober: Prober;

  constructor(options: PoolOptions, specs: readonly InstanceSpec[]) {
    const { id, clock, random, onDecision = () => {}, queueLength = limits.queueLength } = options;
    this.id = id;
    this.#clock = clock;
    this.#strategy = options.strategy ?? (() => 'auto');
    this.#queueLength = queueLength;
    this.#selector = new Selector(random);
    const members = new Members(id, random, onDecision);
    this.#members = members;
    this.#line = new WaitingLine({
      pool: id,
      clock,
      members,
      length: queueLength,
      select: (request, now) => this.#select(request, now),
      grant: (choice, request, now) => this.#lease(choice, request, now),
      onDecision,
    });
    this.#prober = new Prober(
      clock,
      () => members.all,
      () => this.#line.serve(),
    );
    this.update(specs);
  }

  /** The models of a pool stand for one another: its class names them all. */
  get answerClass(): string {
    return this.#members.answerClass;
  }

  get label(): string {
    return this.#members.label;
  }

  /** The most tokens that a prompt may have to suit each instance; `undefined` where none says. */
  get promptTokens(): number | undefined {
    return this.#members.promptTokens;
  }

  /** The most that a question may cost here; `undefined` where no instance has a price. */
  get dearest(): Price | undefined {
    return this.#members.dearest;
  }

  get size(): number {
    return this.#members.all.length;
  }

  get queued(): number {
    return this.#line.length;
  }

  /** Instances added, removed, changed while running. One that is described as before keeps its load and health. */
  update(specs: readonly InstanceSpec[]): void {
    this.#members.update(specs, this.#clock.monotonic());
    this.#line.forgetGone();
    this.#line.serve();
  }

  /**
   * Takes an instance, or waits for one. Rejects with `no-instance` (empty pool), `backend-resting` (nobody is fit), `queue-full`,
   * `queue-timeout`, or `cancelled` when whoever asks leaves.
   */
  async acquire(request: RouteRequest): Promise<Lease> {
    if (request.asker.left) throw cancelled();
    this.#members.require();
    this.#prober.used();
    const now = this.#clock.monotonic();
    // Nobody overtakes those of the same urgency who wait already.
    const selection = this.#line.length === 0 || request.priority === 'high' ? this.#select(request, now) : undefined;
    if (selection?.instance !== undefined) return this.#lease(selection, request, now);
    if (this.#members.hopeless(request, now)) throw this.#members.resting(now);
    return this.#line.join(request, selection?.preferred);
  }

  /** As `acquire`, where an instance has room this moment; else nothing. */
  tryAcquire(request: RouteRequest): Lease | undefined {
    // Nobody overtakes those of the same urgency who wait already.
    if (this.#line.length > 0 && request.priority !== 'high') return undefined;
    this.#prober.used();
    const now = this.#clock.monotonic();
    const selection = this.#select(request, now);
    return selection.instance === undefined ? undefined : this.#lease(selection, request, now);
  }

  /** Questions that wait for an instance. */
  get waiting(): number {
    return this.#line.length;
  }

  /** Questions that wait for an overloaded specialist move to idle ones. */
  rebalance(): void {
    this.#line.rebalance();
  }

  /** One of its instances takes so many questions at once from now on; whoever waits for room gets it. */
  resize(id: string, allowed: number): void {
    this.#members.find(id)?.resize(allowed);
    this.#line.serve();
  }

  stats(): PoolStats {
    const now = this.#clock.monotonic();
    return {
      id: this.id,
      queued: this.#line.length,
      queueLimit: this.#queueLength,
      hedges: this.hedging.stats(),
      instances: this.#members.all.map((instance) => instance.stats(now)),
    };
  }

  /** Ends its timers; whoever waits is refused. */
  dispose(): void {
    this.#prober.dispose();
    this.update([]);
    this.#line.dispose();
  }

  #select(request: RouteRequest, now: number): Selection {
    return this.#selector.select(this.#members.all, request, this.#strategy(), now, (id) => this.#line.lengthFor(id));
  }

  #lease(choice: Choice, { tokens }: RouteRequest, now: number): Lease {
    const trial = choice.instance.begin(tokens, now);
    return new Lease(choice, { tokens, trial }, this.#giveBack);
  }

  readonly #giveBack = (lease: Lease, ending: Ending): void => {
    const now = this.#clock.monotonic();
    lease.instance.end(ending, lease, now);
    if (ending.outcome === 'served') this.hedging.observe(lease.instance.id, ending.firstTokenMs);
    this.#members.sweep(now);
    if (this.#line.length > 0) this.#line.serve();
  };
}
