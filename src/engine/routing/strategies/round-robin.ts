import type { Candidate, Choice } from './strategy.ts';

/**
 * Turn by turn, by weight, evenly spread: the smooth weighted round robin of nginx. Each turn every candidate gains its
 * weight, the richest is chosen and pays the sum.
 */
export class RoundRobin {
  readonly #credit = new WeakMap<Candidate, number>();

  choose<T extends Candidate>(candidates: readonly T[]): Choice<T> | undefined {
    let best: T | undefined;
    let most = Number.NEGATIVE_INFINITY;
    let sum = 0;
    for (const candidate of candidates) {
      const credit = (this.#credit.get(candidate) ?? 0) + candidate.weight;
      this.#credit.set(candidate, credit);
      sum += candidate.weight;
      if (credit <= most) continue;
      best = candidate;
      most = credit;
    }
    if (best === undefined) return undefined;
    this.#credit.set(best, most - sum);
    return { chosen: best, why: `its turn among ${candidates.length}` };
  }
}
