import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { SealedContext } from '../../src/engine/domain/context/seal-context.ts';
import type { Backend } from '../../src/engine/ports/backend.ts';
import { round } from '../statistics.ts';
import { givenEngine } from './given-engine.ts';

/** Exposed at run time, so that the bench needs no flag. */
setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

/** Questions of one turn of the event loop. */
const A_TURN = 256;

/**
 * Distinct questions, all at the backend at once: it answers nobody before it has them all. The instance is allowed that many at
 * once, since otherwise 64 would wait and the rest be refused with `queue-full`, by design. Heap is what each holds after a
 * collection, the asker's own loop included.
 */
export async function holdInFlight(
  contexts: readonly SealedContext[],
  count: number,
): Promise<{ inflight: number; inflight_heap_bytes_each: number; completed: number; inflight_s: number }> {
  const engine = givenEngine(contexts);
  let open = (): void => {};
  let full = (): void => {};
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  const allThere = new Promise<void>((resolve) => {
    full = resolve;
  });
  let there = 0;
  let most = 0;
  const holding: Backend = {
    id: 'holding',
    label: 'holding',
    answerClass: 'holding/1',
    remote: false,
    async *generate({ question }) {
      most = Math.max(most, ++there);
      if (there === count) full();
      await gate;
      there--;
      yield { type: 'text', text: `The answer to ${question}` };
      yield { type: 'end', finish: 'stop' };
    },
  };
  engine.addBackend(holding, count);
  const answered = new Set<string>();
  const ask = async (n: number): Promise<void> => {
    const text = `where is stock ${n} reserved?`;
    for await (const event of engine.ask({ agent: 'sherlock', text, pool: 'holding' })) {
      if (event.type === 'failed') throw new Error(event.message);
      if (event.type === 'done' && event.answer.text === `The answer to ${text}`) answered.add(event.answer.digest);
    }
  };
  collectGarbage();
  const before = process.memoryUsage().heapUsed;
  const began = performance.now();
  const asking: Promise<void>[] = [];
  for (let n = 0; n < count; n++) {
    asking.push(ask(n));
    // Not all in one turn of the event loop: `limits.contextQueue` would wait for their context, and the rest be refused.
    if (n % A_TURN === 0) await setImmediate();
  }
  await Promise.race([allThere, Promise.all(asking)]);
  collectGarbage();
  const heap = process.memoryUsage().heapUsed - before;
  open();
  await Promise.all(asking);
  const seconds = (performance.now() - began) / 1_000;
  await engine.dispose();
  return {
    inflight: most,
    inflight_heap_bytes_each: round(heap / count),
    completed: answered.size,
    inflight_s: round(seconds),
  };
}
