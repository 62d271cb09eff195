import type * as vscode from 'vscode';
import type { ProposedEdit } from '../../../engine/domain/answer.ts';
import type { Question, Turn } from '../../../engine/domain/question.ts';
import type { Span } from './move-span.ts';

/** A question of a thread and what came of it. */
export interface Exchange {
  /** As it was put to the engine, with the agent that answered. */
  readonly question: Question;
  /** Markdown. */
  readonly answer: string;
  /** Changes that came with it, beside those in its text. */
  readonly edits: readonly ProposedEdit[] | undefined;
  /** Of the prompt that was answered. */
  readonly digest: string | undefined;
  /** Where the answer came from and how long it took. */
  readonly label: string;
}

/** An inline answer: a thread in a document, and what was said in it. */
export interface Conversation {
  readonly thread: vscode.CommentThread;
  /** What it is about; moves with the text. */
  span: Span;
  /** Whole answers, oldest first. */
  readonly exchanges: Exchange[];
  /** What is asked now or was asked last, also when it failed. */
  asked: Pick<Question, 'agent' | 'text'>;
  /** Digest of the answer to a similar question, where there is one. */
  similar?: string | undefined;
  /** The answer that is being written. */
  running: vscode.CancellationTokenSource | undefined;
}

/** What was said before, as the engine takes it. */
export function turnsOf(exchanges: readonly Exchange[]): Turn[] {
  return exchanges.flatMap(({ question, answer }): Turn[] => [
    { role: 'user', text: question.text },
    { role: 'agent', text: answer },
  ]);
}
