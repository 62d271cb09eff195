import type { Engine } from '../../src/engine/coordinator/engine.ts';
import type { Decision } from '../../src/engine/domain/decision.ts';
import type { FaultyInstance } from './faulty-instance.ts';
import type { Scenario } from './scenario.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** Opens of one breaker, and steps of the autoscaler on one resource, in any five minutes: more is oscillation. */
const MOST_OPENS = 40;
const MOST_STEPS = 15;
const WATCH_MS = 300_000;
/** ms between two looks at what is dear to look at. */
const LOOK_MS = 1_000;

/** What must hold at every step. The first violation is thrown. */
export class Invariants {
  readonly #engine: Engine;
  readonly #instances: readonly FaultyInstance[];
  readonly #scenario: Scenario;
  readonly #clock: VirtualClock;
  readonly #recent = new Map<string, number[]>();
  #newest: Decision | undefined;
  #lookedAt = 0;
  decisions = 0;

  constructor(engine: Engine, instances: readonly FaultyInstance[], scenario: Scenario, clock: VirtualClock) {
    this.#engine = engine;
    this.#instances = instances;
    this.#scenario = scenario;
    this.#clock = clock;
  }

  /** @throws Error naming what was broken and when. */
  check(): void {
    this.#instances.forEach(({ id, inFlight, starts }, n) => {
      const { concurrency = 0, requestsPerMinute } = this.#scenario.instances[n] ?? {};
      if (inFlight > concurrency) this.#broken(`${id} has ${inFlight} requests at once, ${concurrency} are allowed`);
      if (requestsPerMinute !== undefined && starts.length > requestsPerMinute) {
        this.#broken(`${id} got ${starts.length} requests in a minute, ${requestsPerMinute} are allowed`);
      }
    });
    const now = this.#clock.monotonic();
    if (now - this.#lookedAt < LOOK_MS) return;
    this.#lookedAt = now;
    this.#look(now);
  }

  /** When every question has ended: what is still taken by one, if anything. */
  atRest(): string | undefined {
    const { pools, resources } = this.#engine.snapshot();
    for (const { id, queued, instances } of pools) {
      if (queued > 0) return `${queued} still wait for ${id}`;
      const busy = instances.find(({ inFlight }) => inFlight !== 0);
      if (busy !== undefined) return `${busy.id} still has ${busy.inFlight} in flight`;
    }
    for (const { id, reserved, waiting } of resources)
      if (reserved !== 0 || waiting !== 0) return `${id} still has ${reserved} set aside, ${waiting} waiting`;
    return undefined;
  }

  #look(now: number): void {
    const { pools, decisions, resources, tiers } = this.#engine.snapshot();
    for (const { id, capacity, warming, least, most, reserved } of resources) {
      if (capacity < least || capacity + warming > most || warming < 0)
        this.#broken(`${id} has ${capacity} (+${warming}), between ${least} and ${most} are allowed`);
      if (reserved < 0) this.#broken(`${id} has ${reserved} set aside`);
      const lanes = pools.find((pool) => pool.id === 'local')?.instances.find((one) => one.id === 'local');
      if (id === 'agent lanes' && lanes?.allowed !== capacity)
        this.#broken(`the local analyst may have ${lanes?.allowed} lanes, ${capacity} are decided`);
      const bytes = tiers.find(({ tier }) => tier === 'memory')?.bytes ?? 0;
      if (id === 'memory' && bytes > most) this.#broken(`answers take ${bytes} bytes, ${most} are allowed`);
    }
    for (const { id, queued, queueLimit, hedges, instances } of pools) {
      if (queued > queueLimit) this.#broken(`${queued} wait for ${id}, ${queueLimit} are allowed`);
      const asked = instances.reduce((sum, { served, failed }) => sum + served + failed, 0);
      // Instances that left took their counts with them.
      const gone = this.#scenario.faults.some(({ kind }) => kind === 'gone');
      if (!gone && hedges.sent > 2 + 0.06 * asked + 10)
        this.#broken(`${hedges.sent} hedges for ${asked} requests of ${id}`);
    }
    const fresh = this.#newest === undefined ? decisions : decisions.slice(0, decisions.indexOf(this.#newest));
    this.#newest = decisions[0];
    for (const { subject, action, reason } of fresh) {
      this.decisions++;
      if (reason.trim() === '') this.#broken(`${action} of ${subject} has no reason`);
      if (action === 'open') this.#count(`opens of ${subject}`, MOST_OPENS, now);
      if (action === 'scale_up' || action === 'scale_down') this.#count(`scaling of ${subject}`, MOST_STEPS, now);
    }
  }

  #count(what: string, most: number, now: number): void {
    const times = (this.#recent.get(what) ?? []).filter((at) => at > now - WATCH_MS);
    times.push(now);
    this.#recent.set(what, times);
    if (times.length > most) this.#broken(`${times.length} ${what} in ${WATCH_MS / 1000} s`);
  }

  #broken(what: string): never {
    throw new Error(`at ${(this.#clock.monotonic() / 1000).toFixed(3)} s: ${what}`);
  }
}
