import type { Clock } from '../ports/clock.ts';

/** Waits for work, but no longer than so many ms; then it goes on by itself. @throws what the work throws while it is waited for. */
export async function waitAtMost(clock: Clock, ms: number, work: Promise<unknown>): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const timer = clock.after(ms, resolve);
    work.then(() => resolve(), reject).finally(() => timer.dispose());
  });
}
