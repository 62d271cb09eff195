/** Told when somebody leaves. */
export interface LeaveListener {
  hasLeft(): void;
}

/** Somebody who waits for something and may leave before it is there. */
export interface Leaving {
  readonly left: boolean;
  /** Told once when it leaves, at once where it has left already; the last one that was set counts. */
  set onLeave(listener: LeaveListener | undefined);
}

/** Somebody who leaves once. There is one place for whoever wants to know, since a question has one step at a time. */
export class Leaver implements Leaving {
  #left = false;
  #onLeave: LeaveListener | undefined;

  get left(): boolean {
    return this.#left;
  }

  set onLeave(listener: LeaveListener | undefined) {
    this.#onLeave = listener;
    if (this.#left) listener?.hasLeft();
  }

  /** For a step that wants a signal: aborts when it leaves, until the next step takes the place. */
  signal(): AbortSignal {
    const stop = new AbortController();
    this.onLeave = { hasLeft: () => stop.abort() };
    return stop.signal;
  }

  leave(): void {
    if (this.#left) return;
    this.#left = true;
    this.#onLeave?.hasLeft();
  }
}
