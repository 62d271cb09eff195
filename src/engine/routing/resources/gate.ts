import type { Priority } from '../../domain/question.ts';
import { cancelled, WeeError } from '../../errors.ts';
import { limits } from '../../limits.ts';
import { FairQueue } from '../limits/fair-queue.ts';

interface Waiting {
  readonly priority: Priority;
  readonly enter: () => void;
  readonly refuse: (error: WeeError) => void;
}

/** Lets so many through at once; the rest waits, people before background work. Its width may change at any time. */
export class Gate {
  readonly #queue = new FairQueue<Waiting>(limits.contextQueue);
  #width = Number.POSITIVE_INFINITY;
  inside = 0;

  get waiting(): number {
    return this.#queue.length;
  }

  /** Those inside stay when it becomes narrower. */
  set width(width: number) {
    this.#width = width;
    this.#letIn();
  }

  /** Runs `work` when its turn comes. Rejects with `cancelled` or `queue-full` when it does not come. */
  async pass<T>(priority: Priority, signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
    if (this.inside < this.#width && this.#queue.length === 0) this.inside++;
    else await this.#wait(priority, signal);
    try {
      return await work();
    } finally {
      this.inside--;
      this.#letIn();
    }
  }

  #wait(priority: Priority, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const stop = (): void => {
        this.#queue.remove(one);
        one.refuse(cancelled());
      };
      const one: Waiting = {
        priority,
        enter: () => {
          signal?.removeEventListener('abort', stop);
          resolve();
        },
        refuse: (error) => {
          signal?.removeEventListener('abort', stop);
          reject(error);
        },
      };
      if (signal?.aborted === true) {
        reject(cancelled());
        return;
      }
      signal?.addEventListener('abort', stop);
      const { accepted, shed } = this.#queue.push(one);
      if (!accepted) one.refuse(full());
      shed?.refuse(full());
    });
  }

  #letIn(): void {
    while (this.inside < this.#width) {
      const next = this.#queue.take(() => true);
      if (next === undefined) return;
      this.inside++;
      next.enter();
    }
  }
}

function full(): WeeError {
  return new WeeError(
    'queue-full',
    `${limits.contextQueue} questions are already waiting for their context.`,
    'Wait for some to finish, then ask again.',
  );
}
