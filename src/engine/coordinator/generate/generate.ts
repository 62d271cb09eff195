import type { Answer } from '../../domain/answer.ts';
import type { Amount, Price } from '../../domain/budget.ts';
import type { Prompt } from '../../domain/prompt.ts';
import type { Priority } from '../../domain/question.ts';
import type { Attempt, StepName } from '../../domain/trace.ts';
import { WeeError } from '../../errors.ts';
import { limits } from '../../limits.ts';
import type { AnswerCache } from '../../ports/answer-cache.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Random } from '../../ports/random.ts';
import type { Pool } from '../../routing/pool.ts';
import type { DynamicResourceManager } from '../../routing/resources/dynamic-resource-manager.ts';
import type { RouteRequest } from '../../routing/selector.ts';
import { type Charge, EXPECTED_ANSWER_TOKENS } from '../budget/charge.ts';
import { costOf } from '../budget/cost-of.ts';
import { AnswerStream } from './answer-stream.ts';
import { attempt } from './attempt.ts';
import { pause } from './pause.ts';
import type { OnAttempt } from './source.ts';

/** What one flight streams to its passengers; `landed` is the last event of a whole answer. */
export type FlightEvent =
  | { readonly type: 'status'; readonly step: StepName; readonly message: string }
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'restart'; readonly message: string }
  | { readonly type: 'attempt'; readonly attempt: Attempt }
  | {
      readonly type: 'landed';
      readonly answer: Answer;
      readonly steps: Readonly<Partial<Record<StepName, number>>>;
      readonly instance: string;
      readonly firstTokenMs?: number;
      /** What it took; absent where nothing has a price. */
      readonly cost?: number;
      /** Why the local analyst stood in. */
      readonly fallback?: string;
      /** Why it went where it went, and why it was not kept if it was not. */
      readonly reason: string;
    };

export interface GenerateInput {
  readonly prompt: Prompt;
  readonly digest: string;
  readonly pool: Pool;
  /** Who stands in after this failure; never asked for background work. */
  readonly fallback: (failure: WeeError) => Pool | undefined;
  /** Puts aside what a request to the pool may take; throws where that is too much. Absent where answers are free. */
  readonly charge: (() => Charge) | undefined;
  /** Price of an instance of the pool. */
  readonly priceOf: (instance: string) => Price | undefined;
  readonly priority: Priority;
  readonly complexity: number;
  readonly hedge: boolean;
  /** ms without a chunk until an instance counts as hung. */
  readonly silenceMs: number;
  readonly resources: DynamicResourceManager;
  readonly cache: AnswerCache;
  readonly clock: Clock;
  readonly random: Random;
  /** Keep the answer in memory only. */
  readonly transient: boolean;
  /** Whether the prompt that would be sent now is still this one. */
  readonly stillTrue: () => Promise<boolean>;
}

/** Ends of a request after which its prompt may be on the bill. */
const TAKEN: ReadonlySet<string> = new Set(['cancelled', 'backend-timeout', 'backend-truncated']);
/** ms of the longest pause before a second attempt; the pause is drawn from 0 to this, and doubles. */
const PAUSE_MS = 50;

/**
 * Steps 4 to 6 for one digest: route, generate, store. A failure is tried at another instance, within the pool's retry
 * budget; then the local analyst stands in, and says so. Only a whole answer of the pool itself whose context still stands is stored.
 */
export async function generate(
  input: GenerateInput,
  signal: AbortSignal,
  emit: (event: FlightEvent) => void,
): Promise<void> {
  const { prompt, clock, random } = input;
  let { pool } = input;
  let standIn: Pool | undefined;
  const tried = new Set<string>();
  const request = requestOf(input, signal, tried);
  let failure: WeeError | undefined;
  let routeMs = 0;
  // What failed attempts took is the backends' time too, not WEE's.
  let lostMs = 0;
  let spoken = false;
  pool.retries.deposit();
  while (true) {
    let charge: Charge | undefined;
    let sent = false;
    const stream = new AnswerStream((chars) => charge?.grow(chars));
    const ended: Attempt[] = [];
    const started = clock.monotonic();
    try {
      if (pool !== standIn) charge = input.charge?.();
      const lease = await pool.acquire(request);
      sent = true;
      routeMs += clock.monotonic() - started;
      const generating = clock.monotonic();
      emit({ type: 'status', step: 'backend', message: lease.instance.backend.label });
      if (spoken)
        emit({ type: 'restart', message: `${failure?.message ?? ''} Begun again at ${lease.instance.backend.label}.` });
      if (failure !== undefined && pool === standIn) {
        const notice = { type: 'text', text: noticeOf(failure) } as const;
        stream.take(notice);
        emit(notice);
      }
      const onAttempt: OnAttempt = (one) => ended.push(one);
      const { source, hedged } = await attempt({ ...input, pool, lease, request, stream, onAttempt, emit }, signal);
      const used = stream.tokens(prompt);
      const price = input.priceOf(source.lease.instance.id);
      const besides = inVain(ended, input);
      charge?.settle(used.prompt, used.answer, price, besides);
      const cost = costOf(price, used.prompt, used.answer) + besides.cost;
      for (const one of ended.splice(0)) emit({ type: 'attempt', attempt: one });
      const backendMs = clock.monotonic() - generating;
      const storing = clock.monotonic();
      const { instance, reason } = source.lease;
      const answer = stream.answer(prompt, {
        digest: input.digest,
        backend: instance.backend.label,
        answerClass: instance.backend.answerClass,
        createdAt: clock.now(),
        generateMs: backendMs,
      });
      const stoodIn = failure !== undefined && pool === standIn ? failure.message : undefined;
      const doubt = stoodIn === undefined ? await whyNotKept(stream, input) : 'not kept: the local analyst stood in';
      if (doubt === undefined) input.cache.set(input.digest, answer, { transient: input.transient });
      emit({
        type: 'landed',
        answer,
        steps: { route: routeMs, backend: backendMs + lostMs, store: clock.monotonic() - storing },
        instance: instance.id,
        ...(source.firstTokenMs !== undefined && { firstTokenMs: source.firstTokenMs }),
        ...(cost > 0 && { cost }),
        ...(stoodIn !== undefined && { fallback: stoodIn }),
        reason: [reason, ...(hedged ? ['hedged'] : []), ...(doubt === undefined ? [] : [doubt])].join('; '),
      });
      return;
    } catch (thrown) {
      spoken ||= stream.spoken;
      if (ended.length > 0) lostMs += Math.max(...ended.map(({ ms }) => ms));
      for (const one of ended) emit({ type: 'attempt', attempt: one });
      const error = WeeError.from(thrown);
      if (stream.spoken || (sent && TAKEN.has(error.code))) charge?.keep();
      else charge?.refund();
      if (signal.aborted || !worthAnother(error)) throw error;
      // Having nobody else to ask says less than what went wrong before.
      if (failure === undefined || error.code !== 'backend-resting') failure = error;
      for (const one of ended) tried.add(one.instance);
      const another =
        error.code !== 'over-budget' &&
        pool !== standIn &&
        ended.length > 0 &&
        tried.size < Math.min(limits.attempts, pool.size);
      if (another && pool.retries.spend()) {
        await pause(clock, random.next() * PAUSE_MS * 2 ** tried.size, signal);
      } else {
        const next = pool === standIn || input.priority === 'background' ? undefined : input.fallback(error);
        if (next === undefined) throw failure;
        pool = next;
        standIn = next;
        tried.clear();
      }
    }
  }
}

function requestOf(input: GenerateInput, signal: AbortSignal, exclude: ReadonlySet<string>): RouteRequest {
  const { prompt, priority, complexity } = input;
  return {
    signal,
    priority,
    complexity,
    agent: prompt.agent.id,
    words: () => ` ${prompt.question.toLowerCase().replace(/[^\p{L}\p{N}_-]+/gu, ' ')} `,
    tokens: prompt.tokens + EXPECTED_ANSWER_TOKENS,
    exclude,
  };
}

/** What another instance might do better. A question that was cancelled or whose answer has no end is not asked again. */
function worthAnother({ code }: WeeError): boolean {
  return (
    code.startsWith('backend-') ||
    code === 'over-budget' ||
    code === 'queue-full' ||
    code === 'queue-timeout' ||
    code === 'no-instance'
  );
}

/** What requests took that others outran. */
function inVain(attempts: readonly Attempt[], { prompt, priceOf }: GenerateInput): Amount {
  const outrun = attempts.filter(({ outcome }) => outcome === 'outrun');
  const cost = outrun.reduce((sum, { instance }) => sum + costOf(priceOf(instance), prompt.tokens, 0), 0);
  return { tokens: outrun.length * prompt.tokens, cost };
}

function noticeOf({ message, remedy }: WeeError): string {
  return `> **No model answered**: ${message} This is the local analysis instead. ${remedy}\n\n`;
}

async function whyNotKept(stream: AnswerStream, { stillTrue }: GenerateInput): Promise<string | undefined> {
  if (stream.finish !== 'stop') return `not kept: ${stream.finish}`;
  return (await stillTrue()) ? undefined : 'not kept: its files changed while it was written';
}
