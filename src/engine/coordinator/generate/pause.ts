import type { Leaving } from '../../domain/leaving.ts';
import { cancelled } from '../../errors.ts';
import type { Clock } from '../../ports/clock.ts';

/** Resolves after `ms`; rejects with `cancelled` when whoever waits leaves before. */
export function pause(clock: Clock, ms: number, waiting: Leaving): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = clock.after(ms, () => {
      waiting.onLeave = undefined;
      resolve();
    });
    waiting.onLeave = {
      hasLeft() {
        timer.dispose();
        reject(cancelled());
      },
    };
  });
}
