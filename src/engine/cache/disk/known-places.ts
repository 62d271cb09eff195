import { limits } from '../../limits.ts';
import type { Clock } from '../../ports/clock.ts';
import type { DiskStatements } from './disk-statements.ts';
import { PLACES, placeOf } from './row-id.ts';

/**
 * Which questions have answers on disk, by the digits that all answers to one share: so that one which has none, as most that are new,
 * needs no look at the disk. Known of a disk that nobody else writes to; SQLite tells when somebody did. What another window
 * wrote is known some milliseconds later, which adds little to what it waited there.
 */
export class KnownPlaces {
  readonly #sql: Pick<DiskStatements, 'places' | 'totals' | 'version'>;
  readonly #clock: Clock;
  /** A bit for each; absent while it is not known. */
  #taken: Uint8Array | undefined;
  #version: unknown;
  #askedAt = Number.NEGATIVE_INFINITY;
  #learntAt = Number.NEGATIVE_INFINITY;

  constructor(sql: Pick<DiskStatements, 'places' | 'totals' | 'version'>, clock: Clock) {
    this.#sql = sql;
    this.#clock = clock;
  }

  /** Whether no answer on disk can have a digest that begins so; `false` where that is not known. @param place `QUESTION_DIGITS` of it. May throw as the database does. */
  isFree(place: string): boolean {
    this.#keepUp();
    if (this.#taken === undefined) return false;
    const at = Number.parseInt(place, 16);
    return ((this.#taken[at >> 3] ?? 0) & (1 << (at & 7))) === 0;
  }

  /** A row was written. */
  add(id: number): void {
    if (this.#taken !== undefined) take(this.#taken, placeOf(id));
  }

  #keepUp(): void {
    const now = this.#clock.monotonic();
    if (now - this.#askedAt < limits.otherWindowsMs) return;
    this.#askedAt = now;
    const version = this.#sql.version.get()?.data_version;
    if (version !== this.#version) {
      this.#version = version;
      this.#taken = undefined;
    }
    if (this.#taken !== undefined || now - this.#learntAt < limits.placesAgainMs) return;
    this.#learntAt = now;
    this.#taken = this.#learn();
  }

  #learn(): Uint8Array | undefined {
    if (Number(this.#sql.totals.get()?.entries) > limits.placesLearnt) return undefined;
    const taken = new Uint8Array(PLACES / 8);
    const places = this.#sql.places.get()?.places;
    if (typeof places === 'string') for (const place of places.split(',')) take(taken, Number(place));
    return taken;
  }
}

function take(taken: Uint8Array, at: number): void {
  taken[at >> 3] = (taken[at >> 3] ?? 0) | (1 << (at & 7));
}
