import type { EngineSettings } from '../../domain/settings.ts';
import { WeeError } from '../../errors.ts';
import type { AnswerCache } from '../../ports/answer-cache.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Random } from '../../ports/random.ts';
import type { Workspace } from '../../ports/workspace.ts';
import type { DynamicResourceManager } from '../../routing/resources/dynamic-resource-manager.ts';
import { complexityOf } from '../../routing/strategies/complexity.ts';
import { askApproval, needsApproval } from '../budget/ask-approval.ts';
import { EXPECTED_ANSWER_TOKENS } from '../budget/charge.ts';
import { costOf } from '../budget/cost-of.ts';
import type { Purse } from '../budget/purse.ts';
import { Flights } from '../generate/flight.ts';
import { type FlightEvent, generate } from '../generate/generate.ts';
import { isModel } from '../pools/is-model.ts';
import type { Pools } from '../pools/pools.ts';
import type { PromptMaker } from '../prompt/prompt-maker.ts';
import { type Done, done } from './end-of-ask.ts';
import type { Journey } from './journey.ts';
import type { Remembered } from './memo.ts';

export interface AnsweringParts {
  readonly clock: Clock;
  readonly random: Random;
  readonly workspace: Workspace;
  readonly cache: AnswerCache;
  readonly pools: Pools;
  readonly resources: DynamicResourceManager;
  readonly settings: () => EngineSettings;
  readonly purse: Purse;
}

/** Steps 4 to 6: an answer is generated, shared with whoever asks the same meanwhile. */
export class Answering {
  readonly #parts: AnsweringParts;
  readonly #prompts: PromptMaker;
  readonly #flights = new Flights<FlightEvent>();

  constructor(parts: AnsweringParts, prompts: PromptMaker) {
    this.#parts = parts;
    this.#prompts = prompts;
  }

  /** @param missReason why the cache had none. Rejects with what went wrong. */
  async answer(journey: Journey, now: Remembered, missReason: string): Promise<Done> {
    const { trace, pool, question, stream } = journey;
    if (isModel(pool)) await this.#mayTake(journey, now);
    const complexity = complexityIn(now, journey);
    trace.complexity = complexity;
    // A person who joins background work would be shed with it: that has a flight of its own, unless a person's is under way.
    const apart = question.priority === 'background' && !this.#flights.has(now.digest);
    const key = apart ? `${now.digest} in the background` : now.digest;
    const shared = this.#flights.has(key);
    let landed: Extract<FlightEvent, { type: 'landed' }> | undefined;
    await this.#flights.join(
      key,
      (stop, emit) => generate(this.#input(journey, now, complexity), stop, emit),
      stream,
      (event) => {
        if (event.type === 'landed') landed = event;
        else if (event.type === 'attempt') {
          trace.attempts ??= [];
          trace.attempts.push(event.attempt);
        } else stream.push(event);
      },
    );
    if (landed === undefined) throw new WeeError('internal', 'The work ended without an answer.', 'Ask again.');
    const { steps, answer, instance, firstTokenMs, fallback, cost, reason } = landed;
    trace.add('route', steps.route ?? 0);
    trace.add('backend', steps.backend ?? 0);
    trace.add('store', steps.store ?? 0);
    trace.instance = instance;
    trace.firstTokenMs = firstTokenMs;
    trace.fallback = fallback;
    trace.cost = cost;
    return done(answer, 'none', `${missReason}; ${shared ? 'shared a stream in flight' : reason}`, trace);
  }

  #input({ question, agent, pool, how }: Journey, now: Remembered, complexity: number): Parameters<typeof generate>[0] {
    const { cache, clock, random, resources, workspace, pools, settings, purse } = this.#parts;
    const account = how.account ?? { tokens: 0, cost: 0 };
    const { routing, openai } = settings();
    // Not the journey itself: whoever began it may have left while others wait for its answer.
    const origin = { question, agent, pool, how };
    return {
      prompt: now.prompt,
      digest: now.digest,
      pool,
      fallback: (failure) => pools.fallbackFor(pool, settings(), failure),
      charge: isModel(pool) ? () => purse.open(agent.id, account, now.prompt.tokens, pools.dearest(pool)) : undefined,
      priceOf: (instance) => pools.priceOf(instance),
      priority: question.priority ?? 'normal',
      complexity,
      hedge: routing.hedge,
      silenceMs: openai.timeoutMs,
      resources,
      cache,
      clock,
      random,
      transient: !workspace.trusted,
      stillTrue: () => this.#prompts.stillTrue(origin, now),
    };
  }

  /** Asks the person where much would be spent, unless it is being spent already. */
  async #mayTake({ question, agent, pool, how, stream }: Journey, { digest, prompt }: Remembered): Promise<void> {
    const { purse, pools, settings } = this.#parts;
    await purse.ready();
    const { approve } = settings().budget;
    if (this.#flights.has(digest) && question.priority !== 'background') return;
    const tokens = prompt.tokens + EXPECTED_ANSWER_TOKENS;
    const cost = costOf(pools.dearest(pool), prompt.tokens, EXPECTED_ANSWER_TOKENS);
    const estimate = { tokens, cost, agents: [agent.id], to: pool.label };
    if (!needsApproval(estimate, approve)) return;
    await stream.withSignal((signal) => askApproval(estimate, approve, how.approve, signal));
  }
}

function complexityIn({ prompt }: Remembered, { question }: Journey): number {
  const { tokens, budget, files } = prompt.context;
  return complexityOf({
    question: question.text,
    contextTokens: tokens,
    budget,
    files: files.length,
    turns: question.history?.length ?? 0,
  });
}
