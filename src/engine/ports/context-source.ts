import type { Colleague } from '../domain/agent.ts';
import type { SealedContext } from '../domain/context/seal-context.ts';
import type { Question } from '../domain/question.ts';
import type { Disposable } from './disposable.ts';

/** How far the index has come. `total` is 0 while files are still being counted; 0 of 0 of the code says that the text is read. */
export interface IndexProgress {
  readonly done: number;
  readonly total: number;
  /** `text` makes files searchable, and the first question waits for it; `code` follows behind the questions. */
  readonly phase?: 'text' | 'code';
}

export interface IndexStatus {
  readonly state: 'idle' | 'indexing' | 'paused' | 'ready' | 'failed';
  readonly files: number;
  /** Files whose definitions and imports are still to be read; a question reads those of the files it chooses. */
  readonly unparsed: number;
  /** For people: why it failed, what was left out. Empty when all is well. */
  readonly notices: readonly string[];
  /** Bytes of the index on disk; 0 in memory. */
  readonly bytes: number;
  /** Nothing is being done or left to do behind the questions. */
  readonly resting: boolean;
}

export interface CompressRequest {
  readonly question: Question;
  /** The agent that will answer; its skills run over the chosen files. */
  readonly agent: { readonly id: string; readonly skills: readonly string[] };
  /** Of a session: everybody who shares this context. Each one's skills run, and each gets a fair part of the findings. */
  readonly team?: readonly { readonly id: string; readonly skills: readonly string[] }[];
  /** Agents besides the seven, for skills that name them. */
  readonly colleagues?: readonly Colleague[];
  /** Tokens, by gpt-tokenizer. */
  readonly budget: number;
}

export interface CompressOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: IndexProgress) => void;
  /** The moment for what its asker can do without it: what was done ten ms before, a processor has forgotten. Never throws. */
  readonly onSoon?: () => void;
}

/** Step 1: the context compressor, wherever it runs. */
export interface ContextSource {
  /**
   * The context of a question. Changes that the workspace reported before the call are in it. Waits for a first index, and
   * tells `onProgress` meanwhile, and `onSoon` when the context is made and about to come. Rejects with `cancelled` on abort, `index-failed` when the index cannot be made.
   */
  compress(request: CompressRequest, options: CompressOptions): Promise<SealedContext>;
  status(): Promise<IndexStatus>;
  /** Rises when the index found by itself what could alter a context: on a memo of a context, add it to the generation. */
  revision(): number;
  /** Called after the revision rose, and with each step that the index makes; for views. */
  onDidChange(listener: (progress: IndexProgress | undefined) => void): Disposable;
  /** Stops all work on the index at once, until `resume`. Questions are answered from what is there. */
  pause(): void;
  resume(): void;
  /**
   * Looks, off the way of a question, whether these files are still as the index knows them, for when a watcher missed a change;
   * raises the revision if not. Cheap to call often.
   */
  recheck(paths: readonly string[]): void;
  dispose(): void;
}
