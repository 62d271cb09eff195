import { setTimeout } from 'node:timers/promises';
import type { IndexStatus } from '../src/engine/ports/context-source.ts';
import type { NodeEngine } from '../src/node/create-node-engine.ts';

/** Resolves once the index is so. */
export async function untilIndex(
  { indexStatus }: NodeEngine['engine'],
  is: (status: IndexStatus) => boolean,
): Promise<void> {
  while (!is(await indexStatus())) await setTimeout(10);
}
