/** Somebody who waits for something and may leave before it is there. */
export interface Leaving {
  readonly left: boolean;
  /** Called once when it leaves, at once where it has left already; the last one that was set counts. */
  set onLeave(act: (() => void) | undefined);
}
