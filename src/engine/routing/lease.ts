import type { Ending, Instance } from './instance.ts';
import type { Choice } from './selector.ts';
import type { StrategyName } from './strategies/strategy.ts';

/** A place taken in an instance. Give it back with `release`, once, saying how it went. */
export class Lease {
  readonly instance: Instance;
  /** Tokens that were put aside for it. */
  readonly tokens: number;
  /** Whether it shows that an instance is well again. */
  readonly trial: boolean;
  readonly #choice: Choice;
  readonly #giveBack: (lease: Lease, ending: Ending) => void;
  #open = true;

  /** @param giveBack whose it is. */
  constructor(
    choice: Choice,
    place: { readonly tokens: number; readonly trial: boolean },
    giveBack: (lease: Lease, ending: Ending) => void,
  ) {
    this.instance = choice.instance;
    this.tokens = place.tokens;
    this.trial = place.trial;
    this.#choice = choice;
    this.#giveBack = giveBack;
  }

  get strategy(): StrategyName {
    return this.#choice.strategy;
  }

  /** Why this instance, for the trace. */
  get reason(): string {
    const { strategy, why, instance, how } = this.#choice;
    return `${strategy} (${why}): ${instance.id}, ${how}`;
  }

  release(ending: Ending): void {
    if (!this.#open) return;
    this.#open = false;
    this.#giveBack(this, ending);
  }
}
