import type { Engine } from '../../src/engine/coordinator/engine.ts';
import type { Decision } from '../../src/engine/domain/decision.ts';
import type { FaultyInstance } from './faulty-instance.ts';
import type { Scenario } from './scenario.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** Opens of one breaker, and steps of the autoscaler on one resource, in any five minutes: more is oscillation. */
const MOST_OPENS = 40;
const MOST_STEPS = 40;
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

  #look(now: number): void {
    const { pools, decisions } = this.#engine.snapshot();
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
