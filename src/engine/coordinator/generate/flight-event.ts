import type { Answer } from '../../domain/answer.ts';
import type { Attempt, StepName } from '../../domain/trace.ts';

/** What one flight streams to its passengers. */
export type FlightEvent =
  | { readonly type: 'status'; readonly step: StepName; readonly message: string }
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'restart'; readonly message: string }
  | { readonly type: 'attempt'; readonly attempt: Attempt };

/** The end of one that brought a whole answer. */
export interface Landing {
  readonly answer: Answer;
  /** ms that routing, backends and storing took. */
  readonly steps: { readonly route: number; readonly backend: number; readonly store: number };
  readonly instance: string;
  readonly firstTokenMs: number | undefined;
  /** What it took; absent where nothing has a price. */
  readonly cost: number | undefined;
  /** Why the local analyst stood in. */
  readonly fallback: string | undefined;
  /** Why it went where it went, and why it was not kept if it was not. */
  readonly reason: string;
}
