import type { Disposable } from './disposable.ts';

/** Who wants to be told of one kind of event. */
export class Listeners<T = void> {
  readonly #all = new Set<(event: T) => void>();

  /** Tells a listener from now on, until what is returned is disposed. */
  add(listener: (event: T) => void): Disposable {
    this.#all.add(listener);
    return { dispose: () => this.#all.delete(listener) };
  }

  /** Tells those that listen now: one that comes or goes meanwhile changes nothing. */
  tell(event: T): void {
    if (this.#all.size === 0) return;
    for (const listener of [...this.#all]) listener(event);
  }

  clear(): void {
    this.#all.clear();
  }
}
