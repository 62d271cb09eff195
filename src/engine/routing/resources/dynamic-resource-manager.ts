import type { OnDecision } from '../../domain/decision.ts';
import type { ResourceStats } from '../../domain/resource-stats.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Disposable } from '../../ports/disposable.ts';
import { Allocation } from './allocation.ts';
import { ManagedResource } from './managed-resource.ts';
import type { Requirements } from './requirements.ts';
import type { Resource } from './resource.ts';

export interface ResourceManagerOptions {
  readonly clock: Clock;
  readonly onDecision: OnDecision;
  /** Moves queued requests from overloaded places to idle ones; called with each look. */
  readonly rebalance: () => void;
}

/** ms between two looks while anything runs or is on its way. */
const LOOK_MS = 1_000;

/**
 * Gives agent lanes, contexts, memory and storage to requests, and has more or less of each as the load asks: by rules with
 * hysteresis, patience and cool-down, on the clock port. Every decision is told with its reason. It looks while questions are asked and until
 * all is calm again; an idle engine has no timer.
 */
export class DynamicResourceManager {
  readonly #options: ResourceManagerOptions;
  #resources: readonly ManagedResource[] = [];
  #timer: Disposable | undefined;
  #busy = 0;
  #disposed = false;

  constructor(options: ResourceManagerOptions) {
    this.#options = options;
  }

  /** The resources from now on: settings set their bounds. One whose bounds are as before keeps its capacity and what is set aside. */
  manage(resources: readonly Resource[]): void {
    this.#resources = resources.map((resource) => {
      const known = this.#resources.find((managed) => managed.sameBounds(resource));
      known?.reapply();
      return known ?? new ManagedResource(resource, this.#options.onDecision);
    });
  }

  /** Sets aside what a request takes while it runs. Never refuses: what is short makes the resource grow, and the cache make room. */
  allocate(requirements: Requirements): Allocation {
    this.#busy++;
    this.nudge();
    return new Allocation(this.#resources, requirements, this.#ended);
  }

  readonly #ended = (): void => {
    this.#busy--;
  };

  /** Something is asked: it looks, about once a second, until all is calm again. */
  nudge(): void {
    if (this.#disposed || this.#timer !== undefined || this.#resources.length === 0) return;
    this.#timer = this.#options.clock.after(LOOK_MS, () => {
      this.#timer = undefined;
      this.#look();
    });
  }

  stats(): ResourceStats[] {
    return this.#resources.map((managed) => managed.stats());
  }

  dispose(): void {
    this.#disposed = true;
    this.#timer?.dispose();
  }

  #look(): void {
    const now = this.#options.clock.monotonic();
    for (const managed of this.#resources) managed.look(now);
    this.#options.rebalance();
    if (this.#busy > 0 || this.#resources.some(({ restless }) => restless)) this.nudge();
  }
}
