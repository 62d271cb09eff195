import type { Answer } from '../domain/answer.ts';
import type { Prompt } from '../domain/prompt.ts';
import type { SourceRef } from '../domain/source-ref.ts';
import type { StepName } from '../domain/trace.ts';
import { WeeError } from '../errors.ts';
import { limits } from '../limits.ts';
import type { AnswerCache } from '../ports/answer-cache.ts';
import type { BackendChunk } from '../ports/backend.ts';
import type { Clock } from '../ports/clock.ts';
import type { Lease, Pool } from '../routing/pool.ts';
import { abortable } from './abortable.ts';
import { estimateTokens } from './estimate-tokens.ts';

/** What one flight streams to its passengers; `landed` is the last event of a whole answer. */
export type FlightEvent =
  | { readonly type: 'status'; readonly step: StepName; readonly message: string }
  | { readonly type: 'text'; readonly text: string }
  | {
      readonly type: 'landed';
      readonly answer: Answer;
      readonly steps: Readonly<Partial<Record<StepName, number>>>;
      readonly instance: string;
      readonly firstTokenMs?: number;
      /** Why it went where it went, and why it was not kept if it was not. */
      readonly reason: string;
    };

export interface GenerateInput {
  readonly prompt: Prompt;
  readonly digest: string;
  readonly pool: Pool;
  readonly cache: AnswerCache;
  readonly clock: Clock;
  /** Keep the answer in memory only. */
  readonly transient: boolean;
  /** Whether the prompt that would be sent now is still this one. */
  readonly stillTrue: () => Promise<boolean>;
}

/** Steps 4 to 6 for one digest: route, generate, store. Only a whole answer whose context still stands is stored. */
export async function* generate(input: GenerateInput, signal: AbortSignal): AsyncGenerator<FlightEvent> {
  const { prompt, digest, pool, cache, clock } = input;
  const started = clock.monotonic();
  const lease = await pool.acquire(signal);
  const routeMs = clock.monotonic() - started;
  const stream = new AnswerStream();
  const generating = clock.monotonic();
  let firstTokenMs: number | undefined;
  try {
    yield { type: 'status', step: 'backend', message: lease.instance.backend.label };
    for await (const chunk of abortable(lease.instance.backend.generate(prompt, signal), signal)) {
      stream.take(chunk);
      if (chunk.type !== 'text' || chunk.text === '') continue;
      firstTokenMs ??= clock.monotonic() - generating;
      yield { type: 'text', text: chunk.text };
    }
    stream.checkWhole();
    lease.release('served');
  } catch (error) {
    lease.release(signal.aborted ? 'cancelled' : 'failed');
    throw error;
  } finally {
    // A passenger list that empties ends this generator at a yield: the place is given back then too.
    lease.release('cancelled');
  }
  const backendMs = clock.monotonic() - generating;
  const storing = clock.monotonic();
  const answer = stream.answer(prompt, digest, lease, clock.now(), backendMs);
  const doubt = stream.finish !== 'stop' ? `not kept: ${stream.finish}` : await whyNotKept(input);
  if (doubt === undefined) cache.set(digest, answer, { transient: input.transient });
  yield {
    type: 'landed',
    answer,
    steps: { route: routeMs, backend: backendMs, store: clock.monotonic() - storing },
    instance: lease.instance.id,
    ...(firstTokenMs !== undefined && { firstTokenMs }),
    reason: doubt === undefined ? lease.reason : `${lease.reason}; ${doubt}`,
  };
}

async function whyNotKept({ stillTrue }: GenerateInput): Promise<string | undefined> {
  return (await stillTrue()) ? undefined : 'not kept: its files changed while it was written';
}

/** Gathers the chunks of a stream into an answer. */
class AnswerStream {
  #text = '';
  readonly #sources: SourceRef[] = [];
  #end: Extract<BackendChunk, { type: 'end' }> | undefined;

  get finish(): string {
    return this.#end?.finish ?? 'truncated';
  }

  take(chunk: BackendChunk): void {
    if (chunk.type === 'text') this.#text += chunk.text;
    else if (chunk.type === 'end') this.#end = chunk;
    else if (this.#sources.length < limits.sources) this.#sources.push(chunk.source);
    if (this.#text.length > limits.answerChars) {
      throw new WeeError(
        'answer-too-long',
        `The answer went past ${limits.answerChars} characters and was stopped.`,
        'Ask for something narrower; if the model repeats itself, choose another one.',
      );
    }
  }

  /** @throws WeeError `backend-truncated` or `backend-garbage`: such a stream is not an answer. */
  checkWhole(): void {
    if (this.#end === undefined) {
      throw new WeeError('backend-truncated', 'The answer broke off half way.', 'Ask again.');
    }
    if (this.#text.trim() === '') {
      throw new WeeError('backend-garbage', 'The model ended without a word.', 'Ask again, or choose another model.');
    }
  }

  answer(prompt: Prompt, digest: string, lease: Lease, createdAt: number, generateMs: number): Answer {
    const usage = this.#end?.usage;
    const cited = this.#sources.length > 0 ? this.#sources : shownSources(prompt);
    return {
      agent: prompt.agent.id,
      text: this.#text,
      sources: cited,
      digest,
      backend: lease.instance.backend.label,
      question: prompt.question.slice(0, limits.titleChars),
      tokens: {
        context: prompt.context.tokens,
        prompt: usage?.prompt ?? prompt.tokens,
        answer: usage?.answer ?? estimateTokens(this.#text),
        estimated: usage === undefined,
      },
      createdAt,
      generateMs,
    };
  }
}

/** A model that cites nothing by chunk rests on what it was shown: the files of the context, best first. */
function shownSources({ context }: Prompt): SourceRef[] {
  const shown = new Map(context.files.map((file) => [file.path, file.shown[0]]));
  return context.ranking
    .filter((path) => shown.has(path))
    .map((path) => {
      const range = shown.get(path);
      return range === undefined ? { path, line: 1 } : { path, line: range[0], endLine: range[1] };
    });
}
