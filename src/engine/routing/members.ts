import type { Price } from '../domain/budget.ts';
import type { OnDecision } from '../domain/decision.ts';
import { WeeError } from '../errors.ts';
import { limits } from '../limits.ts';
import type { Random } from '../ports/random.ts';
import { outliers } from './health/outliers.ts';
import { Instance } from './instance.ts';
import type { InstanceSpec } from './instance-spec.ts';
import { Quota } from './limits/quota.ts';
import type { RouteRequest } from './selector.ts';

/** ms between two looks for outliers. */
const SWEEP_MS = 1_000;

/** The instances of a pool, as they come, change and go while questions run. Times are ms, monotonic. */
export class Members {
  readonly #pool: string;
  readonly #random: Random;
  readonly #onDecision: OnDecision;
  #all: readonly Instance[] = [];
  #answerClass = '';
  #label = '';
  #labels = 0;
  #dearest: Price | undefined;
  #sweptAt = 0;
  readonly #quotas = new Map<string, Quota>();

  constructor(pool: string, random: Random, onDecision: OnDecision) {
    this.#pool = pool;
    this.#random = random;
    this.#onDecision = onDecision;
  }

  get all(): readonly Instance[] {
    return this.#all;
  }

  /** The models of a pool stand for one another: its class names them all. @throws WeeError `no-instance`. */
  get answerClass(): string {
    this.require();
    return this.#answerClass;
  }

  /** For people: who they are. */
  get label(): string {
    return this.#label;
  }

  /** The most tokens that a prompt may have to suit each of them; `undefined` where none says. Some learn it while they run. */
  get promptTokens(): number | undefined {
    const windows = this.#all.flatMap(({ spec, backend }) => spec.promptTokens ?? backend.promptTokens ?? []);
    return windows.length === 0 ? undefined : Math.min(...windows);
  }

  /** The most that a question may cost here; `undefined` where no instance has a price. */
  get dearest(): Price | undefined {
    return this.#dearest;
  }

  find(id: string | undefined): Instance | undefined {
    return this.#all.find((instance) => instance.id === id);
  }

  /** Instances added, removed, changed. One that is described as before keeps its load and health. */
  update(specs: readonly InstanceSpec[], now: number): void {
    // What still runs at an instance that left counts against its endpoint when it comes back, and so does its last minute.
    const quotas = this.#quotas;
    for (const { spec, quota } of this.#all) quotas.set(quotaKey(spec), quota);
    for (const [key, quota] of quotas) if (quota.idle(now)) quotas.delete(key);
    const before = this.#all;
    this.#all = specs.slice(0, limits.instances).map((spec) => {
      const old = before.find(({ id }) => id === spec.id);
      if (old !== undefined && sameSpec(old.spec, spec)) return old;
      const quota = quotas.get(quotaKey(spec)) ?? new Quota({ ...spec, concurrency: spec.limit });
      quotas.set(quotaKey(spec), quota);
      const subject = `${this.#pool}/${spec.id}`;
      return new Instance(spec, quota, this.#random, ({ to, reason }) =>
        this.#onDecision({ action: to, subject, reason }),
      );
    });
    this.#tellOfChanges(before);
    const classes = [...new Set(this.#all.map(({ backend }) => backend.answerClass))].sort();
    this.#answerClass = classes.join(' | ');
    const prices = this.#all.flatMap(({ spec }) => spec.price ?? []);
    this.#dearest = prices.length === 0 ? undefined : { input: most(prices, 'input'), output: most(prices, 'output') };
    const labels = [...new Set(this.#all.map(({ backend }) => backend.label))];
    this.#labels = labels.length;
    this.#label = labels.length > 2 ? `${labels[0]} and ${labels.length - 1} more` : labels.join(' and ');
  }

  /** @throws WeeError `no-instance` where there is nobody. */
  require(): void {
    if (this.#all.length > 0) return;
    throw new WeeError(
      'no-instance',
      `No instance can answer: the pool “${this.#pool}” is empty.`,
      'Set an endpoint and a model (wee.openai.baseUrl, wee.openai.model), or set wee.pool to “local”.',
    );
  }

  /** Takes out those that are far worse than the rest, never more than half of the pool. */
  sweep(now: number): void {
    if (this.#all.length < 2 || now - this.#sweptAt < SWEEP_MS) return;
    this.#sweptAt = now;
    const out = this.#all.filter((one) => one.ejected(now) || one.breaker.state(now) === 'open').length;
    // One that the breaker deals with is out already.
    const fit = this.#all.filter((one) => one.healthy(now) && one.breaker.state(now) === 'closed');
    const observed = this.#all.map((one) => ({ id: one.id, latencyMs: one.latency(now), ...one.breaker.window(now) }));
    const found = outliers(observed, out);
    for (const one of fit) {
      const outlier = found.find(({ id }) => id === one.id);
      if (outlier === undefined) one.acquit(now);
      else {
        const reason = `${outlier.reason}: left out for ${one.eject(now) / 1000} s`;
        this.#onDecision({ action: 'eject', subject: `${this.#pool}/${one.id}`, reason });
      }
    }
  }

  /** Whether waiting leads nowhere: nobody is fit, and nobody will be soon. */
  hopeless({ exclude }: RouteRequest, now: number): boolean {
    return !this.#all.some((one) => {
      if (exclude?.has(one.id) === true) return false;
      const wait = one.restMs(now);
      return wait === 0 || (one.held(now) && wait <= limits.holdWaitMs);
    });
  }

  /** Why it is hopeless, for people. */
  resting(now: number): WeeError {
    const soonest = Math.min(...this.#all.map((one) => one.restMs(now)).filter((ms) => ms > 0));
    const again = Number.isFinite(soonest) ? `in ${Math.ceil(soonest / 1000)} s` : 'in a moment';
    return new WeeError(
      'backend-resting',
      `${this.label} failed and ${this.#labels > 1 ? 'rest' : 'rests'}.`,
      `Ask again ${again}; “WEE: Doctor” and the panel show its state.`,
    );
  }

  /** ms until one of them may be fit or have room again though nothing ends; `undefined` when only an end makes room. */
  nextChangeMs(now: number): number | undefined {
    const waits = this.#all.flatMap((one) => [one.restMs(now), one.quota.waitMs(now)]).filter((ms) => ms > 0);
    return waits.length === 0 ? undefined : Math.min(...waits);
  }

  /** The first of a pool and the last are matters of settings; in between, people may wonder who came and went. */
  #tellOfChanges(before: readonly Instance[]): void {
    if (before.length === 0 || this.#all.length === 0) return;
    const ids = (of: readonly Instance[]): Set<string> => new Set(of.map(({ id }) => id));
    const [old, now] = [ids(before), ids(this.#all)];
    for (const id of now) if (!old.has(id)) this.#tell('added', id, 'the settings name it');
    for (const id of old) if (!now.has(id)) this.#tell('removed', id, 'the settings no longer name it');
  }

  #tell(action: 'added' | 'removed', id: string, why: string): void {
    const count = this.#all.length === 1 ? '1 instance' : `${this.#all.length} instances`;
    this.#onDecision({ action, subject: `${this.#pool}/${id}`, reason: `${why}: ${count} in the pool now` });
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
    a.promptTokens === b.promptTokens &&
    a.specialties?.join() === b.specialties?.join() &&
    quotaKey(a) === quotaKey(b)
  );
}

function most(prices: readonly Price[], part: keyof Price): number {
  return Math.max(...prices.map((price) => price[part]));
}
