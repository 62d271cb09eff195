import type { AgentId } from '../domain/agent.ts';
import type { Ingredients } from '../domain/context/ingredients.ts';
import type { Question } from '../domain/question.ts';

/** What is remembered of a question and of its last prompt. */
export interface AskRecord {
  /** Fingerprint of the question with agent, focus and history, without model and settings. */
  readonly key: string;
  readonly agent: AgentId;
  /** The first words of the question. */
  readonly title: string;
  /** The question itself, where it can be asked again: no history, no selected text, not too long, no secret. */
  readonly question: Question | undefined;
  /** Fingerprint of the context alone: near matches share it. */
  readonly context: string;
  readonly digest: string;
  readonly ingredients: Ingredients;
  /** ms since the epoch. */
  readonly askedAt: number;
  /** How often it was asked. */
  readonly times: number;
}

/** Remembers what was asked and what the prompts were made of, across restarts, bounded. Never throws. */
export interface AskJournal {
  /** What is known of a question from before. */
  last(key: string): AskRecord | undefined;
  /** The question whose last prompt had this digest. */
  withDigest(digest: string): AskRecord | undefined;
  /** A question was asked and had this prompt. What was asked ahead does not count as a time. */
  note(record: Omit<AskRecord, 'askedAt' | 'times'>, ahead?: boolean): void;
  /** A question was asked again and nothing had changed: cheap, for the hot path. */
  again(key: string): void;
  /** Other questions that had the same agent and the very same context, newest first, at most `limits.sharingRecords`. */
  sharing(context: string, agent: AgentId): readonly AskRecord[];
  /** The questions asked most often, then most lately; at most `limit`. */
  often(limit: number): readonly AskRecord[];
}
