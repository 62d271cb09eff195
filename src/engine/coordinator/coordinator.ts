import type { AgentDefinition } from '../domain/agent.ts';
import type { Answer, Tier } from '../domain/answer.ts';
import type { AskEvent } from '../domain/ask-event.ts';
import type { Prompt } from '../domain/prompt.ts';
import type { Question } from '../domain/question.ts';
import type { EngineSettings } from '../domain/settings.ts';
import { cancelled, WeeError } from '../errors.ts';
import { limits } from '../limits.ts';
import type { AnswerCache } from '../ports/answer-cache.ts';
import type { AskRecord } from '../ports/ask-journal.ts';
import type { Clock } from '../ports/clock.ts';
import type { ContextSource, IndexProgress } from '../ports/context-source.ts';
import type { Log } from '../ports/log.ts';
import type { Random } from '../ports/random.ts';
import type { Workspace } from '../ports/workspace.ts';
import type { Pool } from '../routing/pool.ts';
import type { DynamicResourceManager } from '../routing/resources/dynamic-resource-manager.ts';
import { complexityOf } from '../routing/strategies/complexity.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { askKey, askRecord, ingredientsOf } from './ask-record.ts';
import { askApproval } from './budget/ask-approval.ts';
import { EXPECTED_ANSWER_TOKENS } from './budget/charge.ts';
import { costOf } from './budget/cost-of.ts';
import type { Purse } from './budget/purse.ts';
import { checkQuestion } from './check-question.ts';
import { promptDigest } from './digest.ts';
import { explainHit } from './explain-hit.ts';
import { explainMiss } from './explain-miss.ts';
import { findNear } from './find-near.ts';
import { Flights } from './flight.ts';
import { type FlightEvent, generate } from './generate.ts';
import type { AskHow, GivenContext } from './given-context.ts';
import { isModel } from './is-model.ts';
import { Memo, type Remembered } from './memo.ts';
import type { Pools } from './pools.ts';
import { buildPrompt, normaliseQuestion } from './prompt.ts';
import { resolveAgent } from './resolve-agent.ts';
import { TraceBuilder } from './trace-builder.ts';

/** The rooms that meet in a question. */
export interface CoordinatorParts {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly workspace: Workspace;
  readonly context: ContextSource;
  readonly cache: AnswerCache;
  readonly pools: Pools;
  readonly resources: DynamicResourceManager;
  readonly telemetry: Telemetry;
  readonly settings: () => EngineSettings;
  /** Every agent there is now. */
  readonly agents: () => readonly AgentDefinition[];
  readonly purse: Purse;
}

/** A question on its way: what the steps hand on. */
interface Journey {
  readonly question: Question;
  readonly agent: AgentDefinition;
  readonly pool: Pool;
  readonly key: string;
  readonly how: AskHow;
  readonly trace: TraceBuilder;
  readonly signal: AbortSignal;
}

/** The way of one question, steps 1 to 7. Nothing in here knows which door asked. */
export class Coordinator {
  readonly #parts: CoordinatorParts;
  readonly #memo = new Memo();
  readonly #flights = new Flights<FlightEvent>();

  constructor(parts: CoordinatorParts) {
    this.#parts = parts;
  }

  /** Forgets which prompt a question had: a setting changed. */
  forget(): void {
    this.#memo.expire();
  }

  /** Identical questions share one stream. Never throws; ends with exactly one `done` or `failed`. */
  async *ask(question: Question, signal: AbortSignal, how: AskHow = {}): AsyncGenerator<AskEvent> {
    const { clock, random, telemetry, agents } = this.#parts;
    const trace = new TraceBuilder(clock, random.id(), question.text.trim().slice(0, limits.titleChars));
    let end: (() => void) | undefined;
    let last: Extract<AskEvent, { type: 'done' | 'failed' }> | undefined;
    try {
      checkQuestion(question);
      const { agent, asked, reason } =
        how.agent === undefined
          ? resolveAgent(question, agents())
          : { agent: how.agent, asked: question, reason: 'a part of a session' };
      trace.agent = agent.id;
      end = telemetry.begin(agent.id);
      yield { type: 'agent', agent: agent.id, reason };
      for await (const event of this.#steps(asked, agent, how, trace, signal)) {
        if (event.type === 'done') last = event;
        else yield event;
      }
    } catch (error) {
      last = this.#failed(error, trace);
    } finally {
      end?.();
      // The asker may stop listening at any yield; that is a cancellation too, and has its trace.
      last ??= this.#failed(cancelled(), trace);
      telemetry.record(last.trace);
    }
    yield last;
  }

  async *#steps(
    question: Question,
    agent: AgentDefinition,
    how: AskHow,
    trace: TraceBuilder,
    signal: AbortSignal,
  ): AsyncGenerator<AskEvent> {
    const { cache, pools, workspace, settings } = this.#parts;
    const pool = pools.pick(question.pool, settings(), workspace.trusted);
    const key = questionKey(question, agent, pool, how.context);
    const journey: Journey = { question, agent, pool, key, how, trace, signal };
    await cache.ready();
    const known = this.#memo.has(journey.key);
    const generation = how.context?.generation ?? workspace.generation();
    let now = this.#memo.current(journey.key, generation, agent);
    let hitReason = 'nothing in the workspace changed';
    let before: AskRecord | undefined;
    if (now !== undefined) {
      this.#parts.context.recheck(now.prompt.context.ranking);
      before = cache.journal.last(now.asked);
      if (question.priority !== 'background') cache.journal.again(now.asked);
    } else {
      yield { type: 'status', step: 'context', message: '' };
      now = yield* this.#compress(journey, generation);
      const record = askRecord(question, now.prompt, now.digest, pool.answerClass);
      before = cache.journal.last(record.key);
      cache.journal.note(record, question.priority === 'background');
      hitReason = explainHit(known, before, now.digest);
    }
    yield { type: 'context', context: now.prompt.context };
    if (question.bypassCache !== true) {
      const { digest } = now;
      const found = trace.time('cache', () => cache.get(digest)) ?? (await cache.fetch?.(digest, signal));
      if (found !== undefined) {
        yield { type: 'text', text: found.answer.text };
        yield this.#done(found.answer, found.tier, hitReason, trace);
        return;
      }
      const near = findNear(question, now.prompt, pool.answerClass, cache);
      if (near !== undefined) yield near;
    }
    const missReason =
      question.bypassCache === true
        ? 'asked anew'
        : explainMiss(before?.ingredients, ingredientsOf(now.prompt, pool.answerClass));
    yield* this.#generate(journey, now, missReason);
  }

  /** Steps 1 and 2. Progress of a first index comes out as status events. */
  async *#compress(journey: Journey, generation: number): AsyncGenerator<AskEvent, Remembered> {
    const { clock } = this.#parts;
    const { trace, agent, question, pool } = journey;
    const start = clock.monotonic();
    const { epoch } = this.#memo;
    let progress: IndexProgress | undefined;
    let wake = (): void => {};
    const compressing = this.#context(journey, journey.signal, (next) => {
      progress = next;
      wake();
    });
    let settled = false;
    const settle = (): void => {
      settled = true;
      wake();
    };
    compressing.then(settle, settle);
    while (!settled) {
      await new Promise<void>((resolve) => {
        wake = resolve;
        if (settled || progress !== undefined) resolve();
      });
      if (progress !== undefined && !settled) {
        yield { type: 'status', step: 'context', message: progressText(progress) };
      }
      progress = undefined;
    }
    const context = await compressing;
    trace.add('context', clock.monotonic() - start);
    const remembered = trace.time('prompt', () => {
      const prompt = buildPrompt(agent, context, question);
      return {
        generation,
        epoch,
        prompt,
        digest: promptDigest(prompt, pool.answerClass),
        asked: askKey(question, agent),
      };
    });
    this.#memo.set(journey.key, remembered);
    return remembered;
  }

  /** Steps 4 to 6, shared with whoever asks the same meanwhile. */
  async *#generate(journey: Journey, now: Remembered, missReason: string): AsyncGenerator<AskEvent> {
    const { cache, clock, random, resources, workspace, pools, settings, purse } = this.#parts;
    const { trace, pool, signal, question, agent, how } = journey;
    const isPaid = isModel(pool);
    if (isPaid) await this.#mayTake(journey, now);
    const complexity = complexityIn(now.prompt, question);
    trace.complexity = complexity;
    // A person who joins background work would be shed with it: that has a flight of its own, unless a person's is under way.
    const apart = question.priority === 'background' && !this.#flights.has(now.digest);
    const key = apart ? `${now.digest} in the background` : now.digest;
    const shared = this.#flights.has(key);
    const account = how.account ?? { tokens: 0, cost: 0 };
    const input = {
      prompt: now.prompt,
      digest: now.digest,
      pool,
      fallback: (failure: WeeError) => pools.fallbackFor(pool, settings(), failure),
      charge: isPaid ? () => purse.open(agent.id, account, now.prompt.tokens, pools.dearest(pool)) : undefined,
      priceOf: (instance: string) => pools.priceOf(instance),
      priority: question.priority ?? 'normal',
      complexity,
      hedge: settings().routing.hedge,
      silenceMs: settings().openai.timeoutMs,
      resources,
      cache,
      clock,
      random,
      transient: !workspace.trusted,
      stillTrue: () => this.#stillTrue(journey, now),
    };
    for await (const event of this.#flights.join(key, (stop) => generate(input, stop), signal)) {
      if (event.type === 'attempt') {
        trace.attempts ??= [];
        trace.attempts.push(event.attempt);
        continue;
      }
      if (event.type !== 'landed') {
        yield event;
        continue;
      }
      for (const [step, ms] of Object.entries(event.steps)) trace.add(step as keyof typeof event.steps, ms);
      trace.instance = event.instance;
      trace.firstTokenMs = event.firstTokenMs;
      trace.fallback = event.fallback;
      trace.cost = event.cost;
      const reason = shared ? `${missReason}; shared a stream in flight` : `${missReason}; ${event.reason}`;
      yield this.#done(event.answer, 'none', reason, trace);
      return;
    }
  }

  /** Asks the person where much would be spent, unless it is being spent already. */
  async #mayTake({ question, agent, pool, how, signal }: Journey, { digest, prompt }: Remembered): Promise<void> {
    const { purse, pools, settings } = this.#parts;
    await purse.ready();
    const { approve } = settings().budget;
    if (this.#flights.has(digest) && question.priority !== 'background') return;
    const tokens = prompt.tokens + EXPECTED_ANSWER_TOKENS;
    const cost = costOf(pools.dearest(pool), prompt.tokens, EXPECTED_ANSWER_TOKENS);
    await askApproval({ tokens, cost, agents: [agent.id], to: pool.label }, approve, how.approve, signal);
  }

  /** Compares prompts again where the workspace moved on while an answer was being written. */
  async #stillTrue(journey: Journey, made: Remembered): Promise<boolean> {
    const same = this.#parts.workspace.generation() === made.generation && this.#memo.epoch === made.epoch;
    if (same) return true;
    const { question, agent, pool } = journey;
    try {
      const context = await this.#context(journey, undefined, undefined);
      return promptDigest(buildPrompt(agent, context, question), pool.answerClass) === made.digest;
    } catch {
      // Who cannot tell does not keep; the answer itself is whole.
      return false;
    }
  }

  /** Without a signal: anew, to see whether it is still the same. */
  #context(
    { question, agent, how }: Journey,
    signal: AbortSignal | undefined,
    onProgress: ((progress: IndexProgress) => void) | undefined,
  ): ReturnType<ContextSource['compress']> {
    const options = { ...(signal !== undefined && { signal }), ...(onProgress !== undefined && { onProgress }) };
    if (how.context !== undefined) return how.context.make({ ...options, anew: signal === undefined });
    const budget = this.#parts.settings().context.budgetTokens;
    return this.#parts.context.compress({ question, agent: { id: agent.id, skills: agent.skills }, budget }, options);
  }

  #done(answer: Answer, tier: Tier, reason: string, trace: TraceBuilder): Extract<AskEvent, { type: 'done' }> {
    const hit = tier !== 'none';
    return {
      type: 'done',
      answer,
      tier,
      trace: trace.finish({
        outcome: hit ? 'hit' : 'miss',
        tier,
        reason,
        tokens: answer.tokens,
        digest: answer.digest,
        backend: answer.backend,
        ...(hit && { savedMs: answer.generateMs }),
      }),
    };
  }

  #failed(thrown: unknown, trace: TraceBuilder): Extract<AskEvent, { type: 'failed' }> {
    const error = WeeError.from(thrown);
    if (error.code === 'internal') this.#parts.log.error('A question failed unexpectedly', thrown);
    return {
      type: 'failed',
      code: error.code,
      message: error.message,
      remedy: error.remedy,
      trace: trace.finish({
        outcome: error.code === 'cancelled' ? 'cancelled' : 'failed',
        tier: 'none',
        reason: error.message,
      }),
    };
  }
}

/** Everything of a question that can alter its prompt or who answers it. */
function questionKey(question: Question, agent: AgentDefinition, pool: Pool, given: GivenContext | undefined): string {
  const { focus, history } = question;
  const text = normaliseQuestion(question.text);
  return JSON.stringify([agent.id, pool.id, pool.answerClass, text, focus, history, given?.key]);
}

function complexityIn({ context }: Prompt, { text, history }: Question): number {
  const { tokens, budget, files } = context;
  return complexityOf({
    question: text,
    contextTokens: tokens,
    budget,
    files: files.length,
    turns: history?.length ?? 0,
  });
}

function progressText({ done, total, phase }: IndexProgress): string {
  if (phase === 'code')
    return `Reading the code of ${done.toLocaleString('en')} of ${total.toLocaleString('en')} files`;
  return total === 0
    ? 'Reading the workspace'
    : `Indexing ${done.toLocaleString('en')} of ${total.toLocaleString('en')} files`;
}
