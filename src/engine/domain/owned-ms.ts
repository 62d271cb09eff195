import type { Trace } from './trace.ts';

/** What of a question's time is WEE's own, ms: neither that of who answers nor that of the person who approves. */
export function ownedMs({ totalMs, steps }: Pick<Trace, 'totalMs' | 'steps'>): number {
  return totalMs - (steps.backend ?? 0) - (steps.approval ?? 0);
}
