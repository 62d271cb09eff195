import type { Answer, ProposedEdit, ToolCall } from '../../domain/answer.ts';
import type { Prompt } from '../../domain/prompt.ts';
import type { SourceRef } from '../../domain/source-ref.ts';
import { WeeError } from '../../errors.ts';
import { limits } from '../../limits.ts';
import type { BackendChunk } from '../../ports/backend.ts';
import { formatNumber } from '../../text/format-number.ts';
import type { Charge } from '../budget/charge.ts';
import { estimateTokens } from '../prompt/estimate-tokens.ts';

/** Gathers the chunks of a stream into an answer. */
export class AnswerStream {
  #text = '';
  #sources: SourceRef[] | undefined;
  #edits: ProposedEdit[] | undefined;
  #calls: ToolCall[] | undefined;
  /** Characters of edits and calls: they count as the text does. */
  #extra = 0;
  #end: Extract<BackendChunk, { type: 'end' }> | undefined;
  readonly #charge: Pick<Charge, 'grow'> | undefined;

  /** @param charge told how long it is by now; what it throws ends the stream. */
  constructor(charge?: Pick<Charge, 'grow'>) {
    this.#charge = charge;
  }

  /** What came so far. */
  get text(): string {
    return this.#text;
  }

  /** Whether any text came. */
  get spoken(): boolean {
    return this.#text !== '';
  }

  get finish(): string {
    return this.#end?.finish ?? 'truncated';
  }

  /** @throws WeeError `answer-too-long`, or what the charge throws. */
  take(chunk: BackendChunk): void {
    if (chunk.type === 'text') this.#text += chunk.text;
    else if (chunk.type === 'end') this.#end = chunk;
    else if (chunk.type === 'source') {
      this.#sources ??= [];
      if (this.#sources.length < limits.sources) this.#sources.push(chunk.source);
    } else if (chunk.type === 'edit') {
      this.#edits ??= [];
      this.#edits.push(chunk.edit);
      this.#extra += chunk.edit.text.length + chunk.edit.path.length;
    } else {
      this.#calls ??= [];
      this.#calls.push(chunk.call);
      this.#extra += chunk.call.input.length + chunk.call.name.length;
    }
    if (this.#text.length + this.#extra > limits.answerChars) {
      throw new WeeError(
        'answer-too-long',
        `The answer went past ${formatNumber(limits.answerChars)} characters without an end and was stopped.`,
        'Ask for something narrower; if the model repeats itself, choose another one.',
      );
    }
    if (chunk.type !== 'end') this.#charge?.grow(this.#text.length + this.#extra);
  }

  /** @throws WeeError `backend-truncated` or `backend-garbage`: such a stream is not an answer. */
  checkWhole(): void {
    if (this.#end === undefined) {
      throw new WeeError('backend-truncated', 'The answer broke off half way.', 'Ask again.');
    }
    if (this.#text.trim() === '' && this.#edits === undefined && this.#calls === undefined) {
      throw new WeeError('backend-garbage', 'The model ended without a word.', 'Ask again, or choose another model.');
    }
  }

  /** Tokens it used, reported or estimated. */
  tokens(prompt: Prompt): { readonly prompt: number; readonly answer: number; readonly estimated: boolean } {
    const usage = this.#end?.usage;
    return {
      prompt: usage?.prompt ?? prompt.tokens,
      answer: usage?.answer ?? estimateTokens(this.#text),
      estimated: usage === undefined,
    };
  }

  answer(
    prompt: Prompt,
    made: Required<Pick<Answer, 'digest' | 'backend' | 'answerClass' | 'createdAt' | 'generateMs'>>,
  ): Answer {
    const used = this.tokens(prompt);
    // Field by field, as this is done while somebody waits: spreading costs several times as much.
    const answer: { -readonly [K in keyof Answer]: Answer[K] } = {
      digest: made.digest,
      backend: made.backend,
      answerClass: made.answerClass,
      createdAt: made.createdAt,
      generateMs: made.generateMs,
      agent: prompt.agent.id,
      text: this.#text,
      sources: this.#sources ?? prompt.context.sources,
      question: prompt.question.slice(0, limits.titleChars),
      tokens: {
        context: prompt.context.tokens,
        prompt: used.prompt,
        answer: used.answer,
        estimated: used.estimated,
      },
    };
    const finish = this.#end?.finish ?? 'stop';
    if (finish !== 'stop') answer.finish = finish;
    if (this.#edits !== undefined) answer.edits = this.#edits;
    if (this.#calls !== undefined) answer.toolCalls = this.#calls;
    return answer;
  }
}
