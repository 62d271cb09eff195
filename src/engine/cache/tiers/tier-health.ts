import type { Log } from '../../ports/log.ts';
import { storageError } from '../../storage/storage-error.ts';

/** What people are told of a failing tier: once in the log, and as a notice for as long as it lasts. */
export class TierHealth {
  readonly #title: string;
  readonly #place: string;
  readonly #log: Log;
  // Apart: on a full disk reads go well, and must not take back what is said of writes.
  readonly #failing = new Map<'read' | 'write', string>();

  /** @param title such as `Disk cache`; @param place the path that errors name. */
  constructor(title: string, place: string, log: Log) {
    this.#title = title;
    this.#place = place;
    this.#log = log;
  }

  failed(kind: 'read' | 'write', error: unknown): void {
    const { message, remedy } = storageError(error, this.#place);
    const notice = `${this.#title} is off for now: ${message} ${remedy}`;
    if (!this.#failing.has(kind)) this.#log.warn(notice);
    this.#failing.set(kind, notice);
  }

  fine(kind: 'read' | 'write'): void {
    if (this.#failing.size > 0) this.#failing.delete(kind);
  }

  notices(): readonly string[] {
    return [...new Set(this.#failing.values())];
  }
}
