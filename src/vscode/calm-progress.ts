import type { Clock } from '../engine/ports/clock.ts';

/** ms between two lines that say the same with other figures. */
const CALM_MS = 2_000;

/** Progress for a view that keeps every line: one that only counts on is told again after a while, not hundreds of times. */
export function calmProgress(tell: (line: string) => void, clock: Pick<Clock, 'monotonic'>): (line: string) => void {
  let last = '';
  let toldAt = 0;
  return (line) => {
    const kind = line.replace(/\d[\d.,]*/g, '#');
    const now = clock.monotonic();
    if (kind === last && now - toldAt < CALM_MS) return;
    last = kind;
    toldAt = now;
    tell(line);
  };
}
