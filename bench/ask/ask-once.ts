import type { Engine } from '../../src/engine/coordinator/engine.ts';
import type { Trace } from '../../src/engine/domain/trace.ts';

/** Asks, reads to the end, and gives the trace; fails unless an answer came. */
export async function askOnce(engine: Engine, pool: string, text: string): Promise<Trace> {
  for await (const event of engine.ask({ agent: 'sherlock', text, pool })) {
    if (event.type === 'done') return event.trace;
    if (event.type === 'failed') throw new Error(event.message);
  }
  throw new Error('The stream ended without an answer.');
}
