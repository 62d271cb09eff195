import type { ManagedResource } from './managed-resource.ts';
import type { Requirements } from './requirements.ts';

/** What a request was given; to be given back once. */
export class Allocation {
  readonly #resources: readonly ManagedResource[];
  readonly #requirements: Requirements;
  readonly #ended: () => void;
  #open = true;

  constructor(resources: readonly ManagedResource[], requirements: Requirements, ended: () => void) {
    this.#resources = resources;
    this.#requirements = requirements;
    this.#ended = ended;
    this.#reserve(1);
  }

  release(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#reserve(-1);
    this.#ended();
  }

  #reserve(sign: 1 | -1): void {
    for (const managed of this.#resources) {
      const { reserves } = managed.resource;
      if (reserves !== undefined) managed.reserve(sign * this.#requirements[reserves]);
    }
  }
}
