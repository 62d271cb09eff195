import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Trace } from '../src/engine/domain/trace.ts';
import type { Backend } from '../src/engine/ports/backend.ts';
import { openEngine } from './open-engine.ts';
import { median, quantile, round } from './statistics.ts';
import { generatedWorkspace } from './workspace.ts';

/** Exposed at run time, so that the bench needs no flag. */
setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

const ROUNDS = 5;
const HITS = 2_000;
const MISSES = 60;
const IN_FLIGHT = 10_000;

const instant: Backend = {
  id: 'instant',
  label: 'instant',
  answerClass: 'instant/1',
  remote: false,
  async *generate() {
    yield { type: 'text', text: 'The answer is in src/order.' };
    yield { type: 'end', finish: 'stop' };
  },
};

/** A full ask on a warm workspace: hits, and misses with a backend that answers at once. */
export default async function bench(options: { readonly repo?: string }): Promise<Record<string, number>> {
  const { engine } = openEngine(options.repo ?? generatedWorkspace(2_500));
  engine.addBackend(instant, IN_FLIGHT);
  const ask = async (text: string, bypassCache = false): Promise<Trace> => {
    for await (const event of engine.ask({ agent: 'sherlock', text, pool: 'instant', bypassCache })) {
      if (event.type === 'done') return event.trace;
      if (event.type === 'failed') throw new Error(event.message);
    }
    throw new Error('The stream ended without an answer.');
  };
  await ask('where is the order price loaded?');

  const hits: { p50: number; p95: number; perSecond: number }[] = [];
  const overheads: { p50: number; p95: number }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const times: number[] = [];
    const began = performance.now();
    for (let n = 0; n < HITS; n++) {
      const start = performance.now();
      const { outcome } = await ask('where is the order price loaded?');
      if (outcome !== 'hit') throw new Error('Not a hit.');
      times.push((performance.now() - start) * 1_000);
    }
    hits.push({
      p50: quantile(times, 0.5),
      p95: quantile(times, 0.95),
      perSecond: (HITS * 1_000) / (performance.now() - began),
    });
    const over: number[] = [];
    for (let n = 0; n < MISSES; n++) {
      const { totalMs, steps } = await ask(`where is stock ${round} of ${n} reserved?`);
      over.push((totalMs - (steps.context ?? 0) - (steps.backend ?? 0)) * 1_000);
    }
    overheads.push({ p50: quantile(over, 0.5), p95: quantile(over, 0.95) });
  }

  collectGarbage();
  const before = process.memoryUsage().heapUsed;
  const flying = Array.from({ length: IN_FLIGHT }, () => ask('where is the order price loaded?', true));
  const heap = process.memoryUsage().heapUsed - before;
  const completed = (await Promise.all(flying)).length;
  return {
    hit_us_p50: round(median(hits.map(({ p50 }) => p50))),
    hit_us_p95: round(median(hits.map(({ p95 }) => p95))),
    miss_overhead_us_p50: round(median(overheads.map(({ p50 }) => p50))),
    miss_overhead_us_p95: round(median(overheads.map(({ p95 }) => p95))),
    asks_per_s: round(median(hits.map(({ perSecond }) => perSecond))),
    inflight: IN_FLIGHT,
    inflight_heap_bytes_each: round(heap / IN_FLIGHT),
    completed,
  };
}
