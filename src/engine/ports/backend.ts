import type { ProposedEdit, ToolCall } from '../domain/answer.ts';
import type { Prompt } from '../domain/prompt.ts';
import type { SourceRef } from '../domain/source-ref.ts';

/** A piece of a stream. Exactly one `end` closes a whole one: a stream without it was truncated and is not an answer. */
export type BackendChunk =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'source'; readonly source: SourceRef }
  | { readonly type: 'edit'; readonly edit: ProposedEdit }
  | { readonly type: 'tool-call'; readonly call: ToolCall }
  | {
      readonly type: 'end';
      readonly finish: 'stop' | 'length' | 'filtered';
      readonly usage?: { readonly prompt: number; readonly answer: number };
    };

/** What produces text. */
export interface Backend {
  /** `local`, `openai`, `vscode:<model id>`. */
  readonly id: string;
  /** For people, shown with every answer: `local analysis, no language model`. */
  readonly label: string;
  /** Models that may stand for one another: part of the digest. `openai/gpt-4o`, `local-analyst/1`. */
  readonly answerClass: string;
  /** Whether it opens a socket; strict offline mode leaves these out. */
  readonly remote: boolean;
  /** The most tokens that a prompt may have, where that is known by now. */
  readonly promptTokens?: number | undefined;
  /** Streams an answer. Throws a WeeError (`backend-*`) on failure; stops at once when `signal` aborts. */
  generate(prompt: Prompt, signal: AbortSignal): AsyncIterable<BackendChunk>;
  /** Finds out cheaply whether it is there; rejects when it is not. Absent where that cannot be known without a question. */
  probe?(signal: AbortSignal): Promise<void>;
}
