/** When a resource grows and shrinks. Shares are of its capacity, times are ms. */
export interface ScalingRule {
  /** In use and waited for above this share, for so long: it grows. */
  readonly upAbove: number;
  readonly upForMs: number;
  /** Below this share, for so long: it shrinks. Far enough from `upAbove` that a step down never asks for a step up. */
  readonly downBelow: number;
  readonly downForMs: number;
  /** After a step, the least time until the next. */
  readonly coolDownMs: number;
  /** One step, up by this factor and down by its inverse. */
  readonly step: number;
}

export const scalingRule: ScalingRule = {
  upAbove: 0.8,
  upForMs: 2_000,
  downBelow: 0.3,
  downForMs: 60_000,
  coolDownMs: 10_000,
  step: 1.5,
};

/** What to do with a resource now, and why. */
export interface Step {
  readonly to: number;
  readonly share: number;
  /** How long the share has been so, ms. */
  readonly forMs: number;
}

/** Follows the load of one resource and tells when a step is due: hysteresis, patience and cool-down are in here. */
export class ScalingState {
  readonly #rule: ScalingRule;
  #highSince: number | undefined;
  #lowSince: number | undefined;
  #steppedAt = Number.NEGATIVE_INFINITY;

  constructor(rule: ScalingRule) {
    this.#rule = rule;
  }

  /** Whether nothing is on its way: neither a step nor the patience before one. */
  get calm(): boolean {
    return this.#highSince === undefined && this.#lowSince === undefined;
  }

  /** @param demand used and waited for. @param now ms, monotonic. */
  look(
    { capacity, least, most }: { readonly capacity: number; readonly least: number; readonly most: number },
    demand: number,
    now: number,
  ): Step | undefined {
    const { upAbove, upForMs, downBelow, downForMs, coolDownMs, step } = this.#rule;
    const share = demand / capacity;
    this.#highSince = share > upAbove && capacity < most ? (this.#highSince ?? now) : undefined;
    this.#lowSince = share < downBelow && capacity > least ? (this.#lowSince ?? now) : undefined;
    if (now - this.#steppedAt < coolDownMs) return undefined;
    const since = this.#highSince ?? this.#lowSince;
    if (since === undefined || now - since < (this.#highSince === undefined ? downForMs : upForMs)) return undefined;
    const to =
      this.#highSince === undefined
        ? Math.max(least, Math.floor(capacity / step))
        : Math.min(most, Math.ceil(capacity * step));
    this.#steppedAt = now;
    this.#highSince = undefined;
    this.#lowSince = undefined;
    return { to, share, forMs: now - since };
  }
}
