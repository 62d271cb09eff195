import { limits } from '../../limits.ts';
import type { Clock } from '../../ports/clock.ts';
import type { DiskStatements } from './disk-statements.ts';

/** Answers that are looked at for each that has to go: those used longest ago. */
const CANDIDATES = 4;

export interface EvictorOptions {
  readonly clock: Clock;
  readonly maxBytes: () => number;
  /** The longest of all lifetimes that settings allow, ms. */
  readonly longestMs: () => number;
}

/** Removes what is too old and what there is no room for, so many a batch, within the caller's transaction. */
export class Evictor {
  readonly #sql: DiskStatements;
  readonly #options: EvictorOptions;
  #sweptAt = Number.NEGATIVE_INFINITY;
  /** Answers that went, so far. */
  count = 0;

  constructor(sql: DiskStatements, options: EvictorOptions) {
    this.#sql = sql;
    this.#options = options;
  }

  /** @param now ms since the epoch. Returns whether more has to go. */
  run(now: number): boolean {
    // Both, always: no short cut.
    const [old, large] = [this.#sweep(now), this.#trim()];
    return old || large;
  }

  /** What is too old by the longest lifetime goes; a clock that was set back must not make an answer immortal. */
  #sweep(now: number): boolean {
    const { clock, longestMs } = this.#options;
    if (clock.monotonic() - this.#sweptAt < limits.diskSweepMs) return false;
    const longest = 2 * longestMs();
    const { changes } = this.#sql.expire.run(now - longest, now + longest, limits.diskBatch);
    this.count += changes;
    if (changes === limits.diskBatch) return true;
    this.#sweptAt = clock.monotonic();
    return false;
  }

  #trim(): boolean {
    const maxBytes = this.#options.maxBytes();
    let bytes = Number(this.#sql.totals.get()?.bytes ?? 0);
    if (bytes <= maxBytes) return false;
    for (const row of this.#sql.least.all(CANDIDATES * limits.diskBatch, limits.diskBatch)) {
      if (bytes <= maxBytes) return false;
      this.#sql.drop.run(Number(row.seq));
      this.#sql.inflate.run(Number(row.worth));
      bytes -= Number(row.bytes);
      this.count++;
    }
    return bytes > maxBytes && Number(this.#sql.totals.get()?.entries ?? 0) > 0;
  }
}
