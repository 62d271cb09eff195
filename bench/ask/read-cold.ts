import { setTimeout } from 'node:timers/promises';

const LINES = 1_024;
/** Entries of a cache line of 64 bytes. */
const A_LINE = 16;

/**
 * How long this machine takes to read 64 KB in no order (1,024 cache lines, each telling the next) that were read just before a rest: what
 * a processor forgets while a thread waits, whatever program it runs. A yardstick of the machine; how much a question touches is not measured.
 *
 * @param restMs how long the thread rests, as it does for a context. Resolves to µs.
 */
export async function readCold(restMs: number): Promise<number> {
  const next = chain();
  for (let warm = 0; warm < 3; warm++) walk(next);
  await setTimeout(restMs);
  const start = performance.now();
  walk(next);
  return (performance.now() - start) * 1_000;
}

/** Where each line tells the next; once around is all of them. */
function chain(): Int32Array {
  const order = Array.from({ length: LINES }, (_, line) => line);
  // Sattolo's shuffle with a fixed generator: one cycle, the same each time.
  let seed = 1;
  for (let at = LINES - 1; at > 0; at--) {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    const other = seed % at;
    [order[at], order[other]] = [order[other] ?? 0, order[at] ?? 0];
  }
  const next = new Int32Array(LINES * A_LINE);
  for (const [line, to] of order.entries()) next[line * A_LINE] = to * A_LINE;
  return next;
}

function walk(next: Int32Array): void {
  let at = 0;
  for (let step = 0; step < LINES; step++) at = next[at] ?? 0;
  if (at !== 0) throw new Error('The chain is not one cycle.');
}
