import type { Tier } from '../../../domain/answer.ts';
import type { AskEvent } from '../../../domain/ask-event.ts';
import type { Question } from '../../../domain/question.ts';
import type { SessionStep } from '../../../domain/session.ts';
import { WeeError } from '../../../errors.ts';
import { limits } from '../../../limits.ts';
import type { Clock } from '../../../ports/clock.ts';
import { formatNumber } from '../../../text/format-number.ts';
import type { Coordinator } from '../../coordinator.ts';
import { estimateTokens } from '../../prompt/estimate-tokens.ts';
import type { AskHow } from '../../prompt/given-context.ts';
import { abortable } from './abortable.ts';

export interface AskStepInput {
  readonly coordinator: Coordinator;
  readonly clock: Clock;
  readonly question: Question;
  readonly how: AskHow;
  /** ms until the step is given up. */
  readonly timeoutMs: number;
  /** Tokens of prompt and answer together that the step may take; a cached answer takes none. */
  readonly maxTokens: number;
  readonly signal: AbortSignal;
  readonly onEvent: (event: AskEvent) => void;
}

/** What came of a step. */
export type StepOutcome = Pick<
  SessionStep,
  'ms' | 'text' | 'sources' | 'tier' | 'digest' | 'backend' | 'tokens' | 'failure'
> & {
  readonly status: 'answered' | 'failed' | 'cancelled';
  /** The local analyst stood in for a model that failed. */
  readonly fallback: boolean;
  /** ms of it that it waited for an instance. */
  readonly routeMs: number;
};

type Done = Extract<AskEvent, { type: 'done' }>;

/** One question of a session through the seven steps, within its time and tokens. Never throws and never hangs. */
export async function askStep(input: AskStepInput): Promise<StepOutcome> {
  const { coordinator, clock, question, how, signal, onEvent } = input;
  const started = clock.monotonic();
  const stop = new AbortController();
  const onAbort = (): void => stop.abort();
  if (signal.aborted) stop.abort();
  signal.addEventListener('abort', onAbort);
  const meter = new Meter(input, () => stop.abort());
  const timer = clock.after(input.timeoutMs, () => {
    meter.stop(tooLate(input.timeoutMs));
  });
  let text = '';
  let done: Done | undefined;
  let failure: SessionStep['failure'];
  try {
    for await (const event of abortable(coordinator.ask(question, stop.signal, how), stop.signal)) {
      meter.take(event);
      if (event.type === 'text') text += event.text;
      else if (event.type === 'restart') text = '';
      else if (event.type === 'done') done = event;
      else if (event.type === 'failed') failure = { code: event.code, message: event.message, remedy: event.remedy };
      onEvent(event);
    }
  } catch (thrown) {
    failure = faceOf(WeeError.from(thrown));
  } finally {
    timer.dispose();
    signal.removeEventListener('abort', onAbort);
  }
  const ms = clock.monotonic() - started;
  if (done !== undefined) return { status: 'answered', ms, ...answered(done) };
  const none = { ms, text, sources: [], tier: 'none' as Tier, tokens: meter.tokens, routeMs: 0, fallback: false };
  if (signal.aborted) return { ...none, status: 'cancelled' };
  const stopped = meter.stopped === undefined ? failure : faceOf(meter.stopped);
  return {
    ...none,
    status: 'failed',
    failure: stopped ?? faceOf(WeeError.from(new Error('the step ended without an answer'))),
  };
}

function answered({ answer, tier, trace }: Done): Omit<StepOutcome, 'ms' | 'status'> {
  return {
    text: answer.text.slice(0, limits.sessionStepChars),
    sources: answer.sources,
    tier,
    digest: answer.digest,
    backend: answer.backend,
    tokens: tier === 'none' ? answer.tokens.prompt + answer.tokens.answer : 0,
    routeMs: trace.steps.route ?? 0,
    fallback: trace.fallback !== undefined,
  };
}

function faceOf({ code, message, remedy }: WeeError): NonNullable<SessionStep['failure']> {
  return { code, message, remedy };
}

function tooLate(ms: number): WeeError {
  return new WeeError(
    'step-timeout',
    `No answer within ${Math.round(ms / 1000)} s.`,
    'Ask this agent alone, or raise wee.session.stepTimeoutMs (on the command line: --step-timeout).',
  );
}

/** Counts what a step takes once a backend works on it, and stops it past its tokens. */
class Meter {
  readonly #input: AskStepInput;
  readonly #abort: () => void;
  #prompt = 0;
  #generating = false;
  tokens = 0;
  stopped: WeeError | undefined;

  constructor(input: AskStepInput, abort: () => void) {
    this.#input = input;
    this.#abort = abort;
  }

  take(event: AskEvent): void {
    if (event.type === 'context') {
      const { text, history } = this.#input.question;
      this.#prompt = (history ?? []).reduce(
        (sum, turn) => sum + estimateTokens(turn.text),
        event.context.tokens + estimateTokens(text),
      );
    } else if (event.type === 'status' && event.step === 'backend' && !this.#generating) {
      this.#generating = true;
      this.#add(this.#prompt);
    } else if (event.type === 'text' && this.#generating) this.#add(estimateTokens(event.text));
  }

  stop(why: WeeError): void {
    this.stopped ??= why;
    this.#abort();
  }

  #add(tokens: number): void {
    this.tokens += tokens;
    const { maxTokens } = this.#input;
    if (this.tokens <= maxTokens) return;
    this.stop(
      new WeeError(
        'step-budget',
        `The step took more than its ${formatNumber(maxTokens)} tokens.`,
        'Ask something narrower, or raise wee.session.stepTokens (on the command line: --step-tokens).',
      ),
    );
  }
}
