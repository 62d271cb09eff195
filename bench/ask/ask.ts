import { setImmediate } from 'node:timers/promises';
import type { SealedContext } from '../../src/engine/domain/context/seal-context.ts';
import type { Trace } from '../../src/engine/domain/trace.ts';
import { instantBackend } from '../instant-backend.ts';
import { openEngine } from '../open-engine.ts';
import { median, quantile, round } from '../statistics.ts';
import { generatedWorkspace } from '../workspace.ts';
import { askOnce } from './ask-once.ts';
import { givenEngine } from './given-engine.ts';
import { holdInFlight } from './hold-in-flight.ts';
import { readCold } from './read-cold.ts';

const FILES = 1_000;
const ROUNDS = 5;
const HITS = 2_000;
/** Questions of a round whose context the worker makes; of the first rounds, V8 compiles what they run. */
const MISSES = 200;
/** Reads of memory after a rest, a round. */
const COLD = 50;
/** Contexts that are made before, and questions of a round that get them in turn. */
const CONTEXTS = 20;
const GIVEN = 10_000;
/** Askers side by side where the rate is measured. */
const SIDE_BY_SIDE = 64;
const IN_FLIGHT = 100_000;

const instant = instantBackend('The answer is in src/order.');

/**
 * A full ask with routing, breakers, limits, cache on disk, journal and traces on, and a backend that answers at once. `given_overhead`
 * and `asks_per_s`: distinct questions whose contexts the worker made before, since otherwise the worker is what is measured. Then, when
 * V8 has compiled what they run, hits: one question again and again on a warm workspace; and misses, distinct questions each:
 * `miss_overhead` is the whole question without context (from asking for it to the moment it stands in this thread) and backend (from
 * sending to its last word), as its trace has it, over the real worker. What is done while the context is made, or while the backend
 * works, is not in it, since nobody waits for that; what is left is done by a thread that has rested for some ms, whose code and data
 * are in no cache of the processor any more. `cold_64kb` says how much this machine forgets in such a rest: see `readCold`.
 */
export default async function bench(options: { readonly repo?: string }): Promise<Record<string, number>> {
  const { engine, context } = openEngine(options.repo ?? generatedWorkspace(FILES));
  const contexts: SealedContext[] = [];
  for (let n = 0; n < CONTEXTS; n++) {
    const question = { agent: 'sherlock', text: `where is stock ${n} reserved?` };
    const agent = engine.agents.find(({ id }) => id === 'sherlock');
    contexts.push(
      await context.compress({ question, agent: { id: 'sherlock', skills: agent?.skills ?? [] }, budget: 16_000 }, {}),
    );
  }

  const given = givenEngine(contexts);
  given.addBackend(instant, SIDE_BY_SIDE);
  const overs: number[][] = [];
  const rates: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const over: number[] = [];
    let next = 0;
    const lane = async (): Promise<void> => {
      while (next < GIVEN) {
        const text = `where is stock ${round} of ${next++} reserved?`;
        // As a door would hand it on: each question in a turn of its own, so that timers and writes have theirs.
        await setImmediate();
        const trace = await askOnce(given, 'instant', text);
        if (trace.outcome !== 'miss') throw new Error('Not a miss.');
        over.push(overhead(trace));
      }
    };
    const began = performance.now();
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, lane));
    rates.push((GIVEN * 1_000) / (performance.now() - began));
    overs.push(over);
  }
  await given.dispose();

  engine.addBackend(instant, SIDE_BY_SIDE);
  const same = 'where is the order price loaded?';
  await askOnce(engine, 'instant', same);
  const hits: number[][] = [];
  const hitRates: number[] = [];
  const overheads: number[][] = [];
  const colds: number[][] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const began = performance.now();
    const times: number[] = [];
    for (let n = 0; n < HITS; n++) {
      const start = performance.now();
      if ((await askOnce(engine, 'instant', same)).outcome !== 'hit') throw new Error('Not a hit.');
      times.push((performance.now() - start) * 1_000);
    }
    hits.push(times);
    hitRates.push((HITS * 1_000) / (performance.now() - began));
    const over: number[] = [];
    const contextMs: number[] = [];
    const cold: number[] = [];
    for (let n = 0; n < MISSES; n++) {
      const trace = await askOnce(engine, 'instant', `where is stock ${round} of ${n} kept?`);
      over.push(overhead(trace));
      contextMs.push(trace.steps.context ?? 0);
    }
    // Not between the questions: what it reads would push out what they left.
    for (let n = 0; n < COLD; n++) cold.push(await readCold(median(contextMs)));
    overheads.push(over);
    colds.push(cold);
  }
  await engine.dispose();

  const across = (all: readonly number[][], q: number): number => round(median(all.map((one) => quantile(one, q))));
  return {
    hit_us_p50: across(hits, 0.5),
    hit_us_p95: across(hits, 0.95),
    hits_per_s: round(median(hitRates)),
    miss_overhead_us_p50: across(overheads, 0.5),
    miss_overhead_us_p95: across(overheads, 0.95),
    cold_64kb_us_p50: across(colds, 0.5),
    given_overhead_us_p50: across(overs, 0.5),
    given_overhead_us_p95: across(overs, 0.95),
    asks_per_s: round(median(rates)),
    ...(await holdInFlight(contexts, IN_FLIGHT)),
  };
}

/** µs that WEE owns, without the making of the context. */
function overhead({ totalMs, steps }: Trace): number {
  return (totalMs - (steps.context ?? 0) - (steps.backend ?? 0)) * 1_000;
}
