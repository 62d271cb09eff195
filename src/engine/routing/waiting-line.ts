import type { OnDecision } from '../domain/decision.ts';
import { WeeError } from '../errors.ts';
import { limits } from '../limits.ts';
import type { Clock } from '../ports/clock.ts';
import type { Disposable } from '../ports/disposable.ts';
import { FairQueue } from './limits/fair-queue.ts';
import type { Members } from './members.ts';
import { moves } from './resources/rebalance.ts';
import type { Choice, RouteRequest, Selection } from './selector.ts';
import { Waiter } from './waiter.ts';

export interface WaitingLineOptions<Grant> {
  readonly pool: string;
  readonly clock: Clock;
  readonly members: Members;
  readonly length: number;
  /** Who could serve a question now. */
  readonly select: (request: RouteRequest, now: number) => Selection;
  readonly grant: (choice: Choice, request: RouteRequest, now: number) => Grant;
  readonly onDecision: OnDecision;
}

/** The bounded queue before the instances of a pool: who waits is granted one as soon as there is room, or told why not. */
export class WaitingLine<Grant> {
  readonly #options: WaitingLineOptions<Grant>;
  readonly #queue: FairQueue<Waiter<RouteRequest, Grant>>;
  #wake: Disposable | undefined;

  constructor(options: WaitingLineOptions<Grant>) {
    this.#options = options;
    this.#queue = new FairQueue(options.length);
  }

  get length(): number {
    return this.#queue.length;
  }

  /** How many wait for this very instance. */
  lengthFor(id: string): number {
    let count = 0;
    for (const { preferred } of this.#queue) if (preferred === id) count++;
    return count;
  }

  /** @param preferred the specialist that it waits for. Rejects with `queue-full`, `queue-timeout`, `backend-resting` or `cancelled`. */
  join(request: RouteRequest, preferred: string | undefined): Promise<Grant> {
    const { clock, members } = this.#options;
    const waiter = new Waiter<RouteRequest, Grant>({
      request,
      preferred,
      clock,
      waitMs: limits.queueWaitMs,
      left: (one) => this.#queue.remove(one),
      timeout: () =>
        new WeeError(
          'queue-timeout',
          `No instance of ${members.label} became free within ${limits.queueWaitMs / 1000} s.`,
          'Ask again, or raise the number of requests at once in the settings.',
        ),
    });
    const { accepted, shed } = this.#queue.push(waiter);
    if (!accepted) waiter.refuse(this.#full());
    shed?.refuse(this.#full());
    this.serve();
    return waiter.promise;
  }

  /** Grants what can be granted, refuses whoever has nobody left to wait for, and sees to the next look. */
  serve(): void {
    if (this.#queue.length === 0) return;
    const { clock, members, select, grant } = this.#options;
    const now = clock.monotonic();
    while (true) {
      let choice: Choice | undefined;
      const waiter = this.#queue.take((one) => {
        const found = this.#awaited(one, now) ?? select(one.request, now);
        if (found.instance !== undefined) choice = found;
        // Counted from now on, so that not all who are left wait for the same specialist while others have room.
        else if (found.preferred !== undefined) one.preferred = found.preferred;
        return found.instance !== undefined;
      });
      if (waiter === undefined || choice === undefined) break;
      waiter.grant(grant(choice, waiter.request, now));
    }
    for (const waiter of [...this.#queue])
      if (members.hopeless(waiter.request, now)) waiter.refuse(members.resting(now));
    this.#wake?.dispose();
    this.#wake = undefined;
    const ms = this.#queue.length === 0 ? undefined : members.nextChangeMs(now);
    if (ms !== undefined) this.#wake = clock.after(ms, () => this.serve());
  }

  /** Nobody waits for an instance that is gone. */
  forgetGone(): void {
    const { members } = this.#options;
    for (const waiter of this.#queue) if (members.find(waiter.preferred) === undefined) waiter.preferred = undefined;
  }

  /** Questions that wait for an overloaded specialist (1.2× of the pool's load) move to idle ones (0.8×). */
  rebalance(): void {
    const { members, onDecision, pool } = this.#options;
    const waiting = [...this.#queue].filter(({ preferred }) => preferred !== undefined);
    if (waiting.length === 0) return;
    const loads = members.all.map(({ id, inFlight, limit }) => ({ id, limit, inFlight, queued: this.lengthFor(id) }));
    for (const { from, to, count, reason } of moves(loads)) {
      const moving = waiting.filter(({ preferred }) => preferred === from).slice(-count);
      for (const waiter of moving) waiter.preferred = to;
      if (moving.length > 0)
        onDecision({ action: 'rebalance', subject: pool, reason: `${moving.length} queued moved: ${reason}` });
    }
    this.serve();
  }

  dispose(): void {
    this.#wake?.dispose();
  }

  /** What one that waits for a certain instance gets; `undefined` when any will do, since that one is not fit. */
  #awaited({ preferred, request }: Waiter<RouteRequest, Grant>, now: number): Selection | undefined {
    const instance = this.#options.members.find(preferred);
    if (instance === undefined || !instance.healthy(now) || request.exclude?.has(instance.id) === true)
      return undefined;
    if (!instance.hasRoom(request.tokens, now)) return { instance: undefined, preferred };
    const why = `complexity ${request.complexity} of 10`;
    return { instance, strategy: 'agent_specialization', why, how: 'waited for' };
  }

  #full(): WeeError {
    const { length, members } = this.#options;
    return new WeeError(
      'queue-full',
      `${length} questions are already waiting for ${members.label}.`,
      'Wait for some to finish, or raise the number of requests at once in the settings.',
    );
  }
}
