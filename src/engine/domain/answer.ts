import type { AgentId } from './agent.ts';
import type { SourceRef } from './source-ref.ts';

/** One level of the answer cache, or `none` when the answer was made anew. */
export type Tier = 'none' | 'memory' | 'shared' | 'disk';

/** Token counts; `estimated` when the backend did not report its own. */
export interface TokenCounts {
  readonly context: number;
  readonly prompt: number;
  readonly answer: number;
  readonly estimated: boolean;
}

/** A change that an answer proposes: `text` in place of the lines `from` to `to` (from 1, inclusive). */
export interface ProposedEdit {
  readonly path: string;
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** A tool that the model asked for, with its arguments as the model wrote them (JSON). */
export interface ToolCall {
  readonly id: string;
  readonly name: string;
  readonly input: string;
}

/** A finished answer: what the cache keeps and every door shows. Failures, cancelled and truncated streams never become one. */
export interface Answer {
  readonly agent: AgentId;
  /** Markdown. */
  readonly text: string;
  readonly sources: readonly SourceRef[];
  /** Absent when it proposes none. */
  readonly edits?: readonly ProposedEdit[];
  /** Absent when it called none. */
  readonly toolCalls?: readonly ToolCall[];
  /** The cache key, 64 hexadecimal digits: the question's place, then sha256 of the prompt and the answer class (see `Draft.digests`). */
  readonly digest: string;
  /** Who wrote it, for people: `local analysis, no language model`, `gpt-4o at api.openai.com`. */
  readonly backend: string;
  /** The models that may stand for one another here: `openai/host/gpt-4o`. Lifetimes are set by it. */
  readonly answerClass?: string;
  /** How the stream ended. Only `stop` is kept; absent means `stop`. */
  readonly finish?: 'stop' | 'length' | 'filtered';
  /** The first words of the question, for lists; not the key. */
  readonly question: string;
  readonly tokens: TokenCounts;
  /** When it was made, ms since the epoch. */
  readonly createdAt: number;
  /** What it took to make, ms: the time a hit saves. */
  readonly generateMs: number;
}
