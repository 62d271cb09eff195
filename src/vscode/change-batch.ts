/** Changed paths in one batch before it becomes `all`. */
const MOST = 500;

/** Collects changed paths and hands them on together; a large burst becomes `all`, which looks at every file once. */
export class ChangeBatch {
  readonly #send: (paths: readonly string[] | 'all') => void;
  #paths = new Set<string>();
  #all = false;

  constructor(send: (paths: readonly string[] | 'all') => void) {
    this.#send = send;
  }

  add(path: string): void {
    if (this.#all) return;
    this.#paths.add(path);
    if (this.#paths.size <= MOST) return;
    this.#all = true;
    this.#paths.clear();
  }

  /** Hands on what came since the last time, if anything. */
  flush(): void {
    const batch = this.#all ? 'all' : [...this.#paths];
    this.#all = false;
    this.#paths.clear();
    if (batch === 'all' || batch.length > 0) this.#send(batch);
  }
}
