import { limits } from '../../src/engine/limits.ts';
import { askOne, emptyTally, type Tally } from './asker.ts';
import { FaultyInstance } from './faulty-instance.ts';
import { Invariants } from './invariants.ts';
import { drawScenario, type Fault, type SimOptions } from './scenario.ts';
import { SeededRandom } from './seeded-random.ts';
import { createSimulatedEngine } from './simulated-engine.ts';
import { VirtualClock } from './virtual-clock.ts';

export interface SimReport {
  readonly tally: Tally;
  /** Of people's questions, answered by anyone; and by a model or from cache. */
  readonly answeredRatio: number;
  readonly modelRatio: number;
  /** Longest time from the end of a fault until its instance was taken in again, s. */
  readonly recoverySeconds: number;
  readonly decisions: number;
  readonly virtualMs: number;
}

/** Nobody waits longer than the queue allows, once at each instance that is tried. @throws Error naming the wait. */
function checkWaits({ waits: { people } }: Tally): void {
  const longest = Math.max(0, ...people);
  if (longest > limits.attempts * limits.queueWaitMs) throw new Error(`a person waited ${longest} ms`);
}

/** ms after the last question within which everything must have ended. */
const GRACE_MS = 300_000;
const RECOVERY_MS = 30_000;

/**
 * One run: the product's engine on a virtual clock, with load and faults from the seed; the same seed is the same run.
 * @throws Error at the first broken invariant.
 */
export async function simulate(options: SimOptions): Promise<SimReport> {
  const scenario = drawScenario(options);
  const clock = new VirtualClock();
  const random = new SeededRandom(options.seed + 1);
  const instances = scenario.instances.map(
    (_, n) => new FaultyInstance(`i${n}`, clock, new SeededRandom(options.seed * 31 + n)),
  );
  const simulated = createSimulatedEngine(clock, new SeededRandom(options.seed + 2), instances, scenario);
  const { engine } = simulated;
  const invariants = new Invariants(engine, instances, scenario, clock);
  const tally = emptyTally();
  const running = new Set<Promise<void>>();
  let broken: unknown;
  let recoveryMs = 0;

  const gone = new Set<number>();
  const begin = ({ instance, kind }: Fault): void => {
    const at = instances[instance];
    if (at === undefined) return;
    if (kind === 'gone') {
      // Somebody is always there: a pool that is not set up is a matter of its own.
      if (gone.size + 1 >= instances.length) return;
      gone.add(instance);
      simulated.configure(gone);
    } else at.fault = kind;
  };
  const end = ({ instance, kind, until }: Fault): void => {
    const at = instances[instance];
    if (at === undefined) return;
    at.fault = undefined;
    if (kind === 'gone') {
      gone.delete(instance);
      simulated.configure(gone);
    }
    watchRecovery(at.id, until);
  };
  /** Looks twice a second until the instance is well again. */
  function watchRecovery(id: string, since: number): void {
    const passed = clock.monotonic() - since;
    const stats = engine
      .snapshot()
      .pools.flatMap((pool) => pool.instances)
      .find((one) => one.id === id);
    const again = scenario.faults.some(
      (fault) => `i${fault.instance}` === id && fault.from > since && fault.from <= clock.monotonic(),
    );
    if (again || stats === undefined) return;
    if (stats.health === 'closed') recoveryMs = Math.max(recoveryMs, passed);
    else if (passed > RECOVERY_MS)
      broken ??= new Error(`${id} is ${stats.health} ${RECOVERY_MS / 1000} s after its fault ended`);
    else clock.after(500, () => watchRecovery(id, since));
  }
  for (const fault of scenario.faults) {
    clock.after(fault.from, () => begin(fault));
    clock.after(fault.until, () => end(fault));
  }
  for (const { at, ms } of scenario.jumps) clock.after(at, () => clock.jump(ms));
  if (options.scenario === 'five-percent') for (const one of instances) one.fault = 'some';
  if (options.scenario === 'one-dead') {
    const dead = instances[random.integer(0, instances.length - 1)];
    clock.after(scenario.endMs * 0.1, () => {
      if (dead !== undefined) dead.fault = 'error';
    });
  }

  const ask = (): void => {
    const stop = new AbortController();
    // Hot keys: a few questions are asked again and again, most once.
    const text =
      random.next() < 0.3 ? `hot question ${Math.floor(random.next() ** 3 * 20)}` : `question ${tally.asked}`;
    const draw = random.next();
    const priority = draw < 0.2 ? 'high' : draw < 0.85 ? 'normal' : 'background';
    if (options.scenario === 'chaos' && random.next() < 0.03) clock.after(random.between(0, 3_000), () => stop.abort());
    const one = askOne(engine, tally, { text, priority, signal: stop.signal, bypassCache: random.next() < 0.1 })
      .catch((error: unknown) => {
        broken ??= error;
      })
      .finally(() => running.delete(one));
    running.add(one);
  };
  const load = (): void => {
    const now = clock.monotonic();
    if (now > scenario.endMs) return;
    ask();
    if (random.next() < 0.01) simulated.edit();
    const stormy = scenario.storms.some(({ from, until }) => now >= from && now < until);
    // A day of two hours, so that short runs see one.
    const daytime = options.scenario === 'chaos' ? 1 + 0.8 * Math.sin((2 * Math.PI * now) / 7_200_000) : 1;
    clock.after(random.wait(scenario.questionsPerSecond * daytime * (stormy ? 10 : 1)), load);
  };
  load();

  const until = scenario.endMs + GRACE_MS;
  while ((running.size > 0 || clock.monotonic() < scenario.endMs) && clock.step(until)) {
    // Everything that this moment set off runs before the next one.
    await new Promise(setImmediate);
    if (broken === undefined) invariants.check();
    if (broken !== undefined) throw broken;
  }
  if (running.size > 0) throw new Error(`${running.size} questions never ended`);
  // A probe may be under way; it ends by itself.
  const settled = clock.monotonic() + 4 * limits.probeMs;
  while (invariants.atRest() !== undefined && clock.step(settled)) await new Promise(setImmediate);
  const restless = invariants.atRest();
  if (restless !== undefined) throw new Error(restless);
  checkWaits(tally);
  if (simulated.mostContextsAtOnce() > limits.contextsAtOnce)
    throw new Error(`${simulated.mostContextsAtOnce()} contexts were made at once`);
  await engine.dispose();
  const people = tally.answered + tally.failed;
  return {
    tally,
    answeredRatio: tally.answered / Math.max(1, people),
    modelRatio: tally.byModel / Math.max(1, people),
    recoverySeconds: recoveryMs / 1_000,
    decisions: invariants.decisions,
    virtualMs: clock.monotonic(),
  };
}
