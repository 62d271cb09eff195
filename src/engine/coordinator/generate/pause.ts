import { cancelled } from '../../errors.ts';
import type { Clock } from '../../ports/clock.ts';

/** Resolves after `ms`; rejects with `cancelled` when the signal aborts before. */
export function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => {
      timer.dispose();
      reject(cancelled());
    };
    const timer = clock.after(ms, () => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    });
    signal.addEventListener('abort', onAbort);
  });
}
