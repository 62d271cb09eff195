import type { Disposable } from './disposable.ts';

/** Time, as the engine sees it. The simulator has one of its own. */
export interface Clock {
  /** ms since the epoch; may jump, so only for dates. */
  now(): number;
  /** ms, with fractions, never backwards; for durations. */
  monotonic(): number;
  /** Runs `callback` once after `ms`; disposing cancels it. A pending timer does not keep a process alive. */
  after(ms: number, callback: () => void): Disposable;
}
