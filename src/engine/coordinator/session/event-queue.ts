/** Events pushed from several places, read in one: what the steps of a session say, in the order they say it. */
export class EventQueue<T> {
  readonly #events: T[] = [];
  #wake: (() => void) | undefined;
  #ended = false;

  push(event: T): void {
    if (this.#ended) return;
    this.#events.push(event);
    this.#wake?.();
  }

  end(): void {
    this.#ended = true;
    this.#wake?.();
  }

  /** Yields until `end` was called and everything is read. */
  async *read(): AsyncGenerator<T> {
    while (true) {
      for (const event of this.#events.splice(0)) yield event;
      if (this.#events.length > 0) continue;
      if (this.#ended) return;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        if (this.#ended || this.#events.length > 0) resolve();
      });
    }
  }
}
