/** Somebody who waits for something and may leave before it is there. */
export interface Leaving {
  readonly left: boolean;
  /** Called once when it leaves, at once where it has left already; the last one that was set counts. */
  set onLeave(act: (() => void) | undefined);
}

/**
 * Somebody who leaves once. One field for whoever wants to know, since a question has one step at a time; an abort signal, which
 * takes several times as much, only for a step that asks for one.
 */
export class Leaver implements Leaving {
  #left = false;
  #onLeave: (() => void) | undefined;
  #stop: AbortController | undefined;

  get left(): boolean {
    return this.#left;
  }

  set onLeave(act: (() => void) | undefined) {
    this.#onLeave = act;
    if (this.#left) act?.();
  }

  /** Aborts when it leaves. */
  get signal(): AbortSignal {
    if (this.#stop === undefined) {
      this.#stop = new AbortController();
      if (this.#left) this.#stop.abort();
    }
    return this.#stop.signal;
  }

  leave(): void {
    if (this.#left) return;
    this.#left = true;
    this.#stop?.abort();
    this.#onLeave?.();
  }
}
