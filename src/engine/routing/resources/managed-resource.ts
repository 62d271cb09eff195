import type { OnDecision } from '../../domain/decision.ts';
import type { ResourceStats } from '../../domain/resource-stats.ts';
import type { Resource } from './resource.ts';
import { ScalingState, scalingRule } from './scaling-rule.ts';

/** One resource under management: its capacity, what is set aside of it, and what is warming up. */
export class ManagedResource {
  readonly resource: Resource;
  readonly #onDecision: OnDecision;
  readonly #scaling = new ScalingState(scalingRule);
  #capacity: number;
  #reserved = 0;
  #applied: readonly [capacity: number, reserved: number] | undefined;
  #warming: { readonly to: number; readonly at: number } | undefined;

  constructor(resource: Resource, onDecision: OnDecision) {
    this.resource = resource;
    this.#onDecision = onDecision;
    this.#capacity = resource.first;
    this.#apply();
  }

  /** Whether looking again later could change anything though nothing is asked. */
  get restless(): boolean {
    return !this.#scaling.calm || this.#warming !== undefined || this.#reserved > 0;
  }

  sameBounds({ id, least, most, first }: Resource): boolean {
    const mine = this.resource;
    return mine.id === id && mine.least === least && mine.most === most && mine.first === first;
  }

  /** What it stands for was set up anew. */
  reapply(): void {
    this.#applied = undefined;
    this.#apply();
  }

  reserve(amount: number): void {
    this.#reserved += amount;
  }

  /** One look: what has warmed up counts from now on, and a step that is due is taken. */
  look(now: number): void {
    const { id, least, most, show, warmUpMs } = this.resource;
    if (this.#warming !== undefined) {
      if (now < this.#warming.at) return;
      this.#capacity = this.#warming.to;
      this.#warming = undefined;
      this.#onDecision({ subject: id, action: 'warmed_up', reason: `${show(this.#capacity)} count from now on` });
    }
    const { used, waiting } = this.resource.load();
    const demand = used + waiting + this.#reserved;
    const bounds = { capacity: this.#capacity, least, most };
    const step = this.#scaling.look(bounds, demand, now);
    if (step !== undefined) {
      const up = step.to > this.#capacity;
      const queue = waiting > 0 ? ` and ${waiting} waiting` : '';
      const why = `${show(demand - waiting)} of ${show(this.#capacity)} in use${queue} for ${Math.round(step.forMs / 1_000)} s`;
      const soon = up && warmUpMs > 0 ? `, counting in ${warmUpMs / 1_000} s` : '';
      this.#onDecision({
        subject: id,
        action: up ? 'scale_up' : 'scale_down',
        reason: `${why}: ${show(this.#capacity)} → ${show(step.to)}${soon}`,
      });
      if (up && warmUpMs > 0) this.#warming = { to: step.to, at: now + warmUpMs };
      else this.#capacity = step.to;
    }
    this.#apply();
  }

  stats(): ResourceStats {
    const { id, unit, least, most, load } = this.resource;
    const warming = (this.#warming?.to ?? this.#capacity) - this.#capacity;
    return { id, unit, least, most, capacity: this.#capacity, warming, reserved: this.#reserved, ...load() };
  }

  #apply(): void {
    const [capacity, reserved] = this.#applied ?? [];
    if (capacity === this.#capacity && reserved === this.#reserved) return;
    this.#applied = [this.#capacity, this.#reserved];
    this.resource.apply(this.#capacity, this.#reserved);
  }
}
