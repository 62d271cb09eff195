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
  readonly strategy: StrategyName;
  readonly #why: string;
  readonly #how: string;
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
    this.strategy = choice.strategy;
    this.#why = choice.why;
    this.#how = choice.how;
    this.#giveBack = giveBack;
  }

  /** Why this instance, for the trace. */
  get reason(): string {
    return `${this.strategy} (${this.#why}): ${this.instance.id}, ${this.#how}`;
  }

  release(ending: Ending): void {
    if (!this.#open) return;
    this.#open = false;
    this.#giveBack(this, ending);
  }
}
