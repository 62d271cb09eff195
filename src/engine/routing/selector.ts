import type { Leaving } from '../domain/leaving.ts';
import type { Priority } from '../domain/question.ts';
import type { Random } from '../ports/random.ts';
import type { Instance } from './instance.ts';
import { agentSpecialization } from './strategies/agent-specialization.ts';
import { chooseStrategy } from './strategies/choose-strategy.ts';
import { leastConnections } from './strategies/least-connections.ts';
import { RoundRobin } from './strategies/round-robin.ts';
import type { StrategyName } from './strategies/strategy.ts';
import { weightedResponseTime } from './strategies/weighted-response-time.ts';

/** What routing knows of a question. */
export interface RouteRequest {
  /** Whoever asks, who may leave while it waits. */
  readonly asker: Leaving;
  readonly priority: Priority;
  readonly agent: string;
  /** The question, lower case, words between spaces; made when a specialist is looked for. */
  readonly words: () => string;
  /** 0 to 10, see `complexityOf`. */
  readonly complexity: number;
  /** Estimated tokens of prompt and answer. */
  readonly tokens: number;
  /** Instances that already failed this question. */
  readonly exclude?: ReadonlySet<string> | undefined;
}

/** An instance with room, why the strategy is the one to choose by, and what it found. */
export interface Choice {
  readonly instance: Instance;
  readonly strategy: StrategyName;
  readonly why: string;
  readonly how: string;
}

/** An instance with room, or the specialist that is worth waiting for. */
export type Selection = Choice | { readonly instance: undefined; readonly preferred: string | undefined };

/** Load of a specialist, in shares of its limit, up to which a question waits for it rather than go to another. */
const WORTH_WAITING = 1.2;

/** Puts the strategies to work over the instances that are fit and have room. */
export class Selector {
  readonly #random: Random;
  readonly #roundRobin = new RoundRobin();

  constructor(random: Random) {
    this.#random = random;
  }

  select(
    instances: readonly Instance[],
    request: RouteRequest,
    pinned: StrategyName | 'auto',
    now: number,
    queuedFor: (id: string) => number,
  ): Selection {
    const { exclude, tokens } = request;
    const fit = instances.filter((one) => exclude?.has(one.id) !== true && one.healthy(now));
    const free = fit.filter((one) => one.hasRoom(tokens, now));
    const { strategy, why } = chooseStrategy(pinned, request);
    if (strategy === 'agent_specialization') {
      const best = agentSpecialization(fit, { agent: request.agent, words: request.words() });
      if (best !== undefined && best.score > 0 && !free.includes(best.chosen)) {
        const load = (best.chosen.inFlight + queuedFor(best.chosen.id)) / best.chosen.limit;
        if (load <= WORTH_WAITING) return { instance: undefined, preferred: best.chosen.id };
      }
    }
    const choice = this.#choose(strategy, free, request, now);
    if (choice === undefined) return { instance: undefined, preferred: undefined };
    return { instance: choice.chosen, strategy, why, how: choice.why };
  }

  #choose(strategy: StrategyName, free: readonly Instance[], request: RouteRequest, now: number) {
    switch (strategy) {
      case 'round_robin':
        return this.#roundRobin.choose(free);
      case 'least_connections':
        return leastConnections(free, this.#roundRobin, now);
      case 'weighted_response_time':
        return weightedResponseTime(free, { now, random: this.#random });
      case 'agent_specialization':
        return agentSpecialization(free, { agent: request.agent, words: request.words() });
    }
  }
}
