import { readdirSync } from 'node:fs';
import { createHistogram, monitorEventLoopDelay } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { defaultSettings } from '../src/engine/domain/settings.ts';
import { instantBackend } from './instant-backend.ts';
import { openEngine } from './open-engine.ts';
import { quantile, round } from './statistics.ts';
import { generatedWorkspace } from './workspace.ts';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

const SAMPLES = 40;
/** The part of the asks that fills every cache to its bound. */
const SETTLED = 0.25;
/** Small, so that the bound of memory is reached soon. */
const MEMORY_BYTES = 4 * 2 ** 20;
/** Of 100 asks this many are new questions; the others were asked before. */
const NEW_OF_100 = 1;

const instant = instantBackend('The answer is in src/order. '.repeat(70));

/**
 * A million asks in one engine (`--asks N` for fewer): whether memory, handles and the event loop stay as they were. `loop_p99_ms` is
 * what a timer waits, and rises with whatever else runs on the machine; `turn_cpu_p99_ms` is what this thread computes in one turn.
 */
export default async function bench(options: {
  readonly repo?: string;
  readonly asks?: string;
}): Promise<Record<string, number>> {
  const asks = Number(options.asks ?? 1_000_000);
  const { engine } = openEngine(options.repo ?? generatedWorkspace(100));
  engine.configure({ ...defaultSettings, cache: { ...defaultSettings.cache, memoryBytes: MEMORY_BYTES } });
  engine.addBackend(instant, 100);
  const ask = async (text: string): Promise<boolean> => {
    for await (const event of engine.ask({ agent: 'sherlock', text, pool: 'instant' })) {
      if (event.type === 'failed') throw new Error(event.message);
      if (event.type === 'done') return event.tier !== 'none';
    }
    return false;
  };
  const heaps: number[] = [];
  const handles: number[] = [];
  let hits = 0;
  let fresh = 0;
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const turns = createHistogram();
  let turn = process.threadCpuUsage();
  const began = performance.now();
  for (let n = 0; n < asks; n++) {
    const isNew = n % 100 < NEW_OF_100;
    if (isNew) fresh++;
    if (await ask(`where is order ${isNew ? fresh : fresh - (n % Math.min(fresh, 200))} priced?`)) hits++;
    // A person's questions come one by one, with turns of the event loop between them.
    if (n % 10 === 0) {
      await new Promise((resolve) => setImmediate(resolve));
      const { user, system } = process.threadCpuUsage(turn);
      turns.record(Math.max(1, Math.round(user + system)));
      turn = process.threadCpuUsage();
    }
    if (n % Math.ceil(asks / SAMPLES) === 0) {
      delay.disable();
      collectGarbage();
      heaps.push(process.memoryUsage().heapUsed / 2 ** 20);
      handles.push(openHandles());
      if (n >= asks * SETTLED) delay.enable();
      turn = process.threadCpuUsage();
      process.stderr.write(`\r${n} asks, ${Math.round(heaps.at(-1) ?? 0)} MB`);
    }
  }
  process.stderr.write('\n');
  const settled = heaps.slice(SAMPLES * SETTLED);
  return {
    asks,
    hits,
    asks_per_s: round((asks * 1_000) / (performance.now() - began)),
    heap_mb_first: round(settled[0] ?? 0),
    heap_mb_last: round(settled.at(-1) ?? 0),
    heap_mb_max: round(Math.max(...settled)),
    heap_slope_mb_per_100k: round(slope(settled) * (100_000 / (asks / SAMPLES))),
    loop_p99_ms: round(delay.percentile(99) / 1e6),
    turn_cpu_p99_ms: round(turns.percentile(99) / 1e3),
    turn_cpu_max_ms: round(turns.max / 1e3),
    handles_first: handles[SAMPLES * SETTLED] ?? 0,
    handles_max: quantile(handles.slice(SAMPLES * SETTLED), 1),
  };
}

/** Open files where the system tells, else what keeps the process alive. */
function openHandles(): number {
  try {
    return readdirSync('/proc/self/fd').length;
  } catch {
    return process.getActiveResourcesInfo().length;
  }
}

/** Least squares, per sample. */
function slope(values: readonly number[]): number {
  const mean = (values.length - 1) / 2;
  const average = values.reduce((sum, value) => sum + value, 0) / values.length;
  const over = values.reduce((sum, value, n) => sum + (n - mean) * (value - average), 0);
  return over / values.reduce((sum, _, n) => sum + (n - mean) ** 2, 0);
}
