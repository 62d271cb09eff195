import type { LeaveListener, Leaving } from '../domain/leaving.ts';
import type { Priority } from '../domain/question.ts';
import { cancelled, type WeeError } from '../errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { Disposable } from '../ports/disposable.ts';
import type { Waiting } from './limits/fair-queue.ts';

/** A question that waits for an instance; its promise settles once: granted, refused, or given up. */
export class Waiter<Request extends { readonly priority: Priority; readonly asker: Leaving }, Grant>
  implements Waiting, LeaveListener
{
  readonly request: Request;
  /** Id of the specialist that it waits for; another may take it once the queue is rebalanced. */
  preferred: string | undefined;
  readonly promise: Promise<Grant>;
  #resolve: (grant: Grant) => void = () => {};
  #reject: (error: WeeError) => void = () => {};
  readonly #timer: Disposable;
  readonly #left: () => void;

  constructor(options: {
    readonly request: Request;
    readonly preferred: string | undefined;
    readonly clock: Clock;
    readonly waitMs: number;
    readonly timeout: () => WeeError;
    /** It no longer waits, whatever the reason. */
    readonly left: (waiter: Waiter<Request, Grant>) => void;
  }) {
    this.request = options.request;
    this.preferred = options.preferred;
    this.promise = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.#left = () => options.left(this);
    this.#timer = options.clock.after(options.waitMs, () => this.refuse(options.timeout()));
    this.request.asker.onLeave = this;
  }

  get priority(): Priority {
    return this.request.priority;
  }

  grant(grant: Grant): void {
    this.#leave();
    this.#resolve(grant);
  }

  hasLeft(): void {
    this.refuse(cancelled());
  }

  refuse(error: WeeError): void {
    this.#leave();
    this.#reject(error);
  }

  #leave(): void {
    this.#timer.dispose();
    this.request.asker.onLeave = undefined;
    this.#left();
  }
}
