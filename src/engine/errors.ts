/** Every failure that a person may see, by a stable code. */
export type ErrorCode =
  | 'empty-question'
  | 'question-too-long'
  | 'unknown-agent'
  | 'no-instance'
  | 'queue-full'
  | 'queue-timeout'
  | 'backend-refused'
  | 'backend-limited'
  | 'backend-resting'
  | 'backend-timeout'
  | 'backend-garbage'
  | 'backend-truncated'
  | 'backend-auth'
  | 'backend-missing'
  | 'offline'
  | 'answer-too-long'
  | 'context-failed'
  | 'index-failed'
  | 'no-answer'
  | 'storage-failed'
  | 'step-timeout'
  | 'step-budget'
  | 'over-budget'
  | 'needs-approval'
  | 'cancelled'
  | 'edit-misplaced'
  | 'internal';

/**
 * An expected failure: what happened, and what the person can do about it. Anything else that is thrown is a defect; it
 * goes to the log with its stack and reaches people as `internal`.
 */
export class WeeError extends Error {
  readonly code: ErrorCode;
  /** What to do, one sentence. */
  readonly remedy: string;
  /** ms after which the one that refused may be asked again, where it said so. */
  readonly retryAfterMs: number | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    remedy: string,
    options?: { readonly cause?: unknown; readonly retryAfterMs?: number | undefined },
  ) {
    super(message, options);
    this.retryAfterMs = options?.retryAfterMs;
    this.name = 'WeeError';
    this.code = code;
    this.remedy = remedy;
  }

  /** Whether `error` is a WeeError, with this code if one is given. */
  static is(error: unknown, code?: ErrorCode): error is WeeError {
    return error instanceof WeeError && (code === undefined || error.code === code);
  }

  /** Any thrown value as a WeeError; a WeeError passes through. */
  static from(error: unknown): WeeError {
    if (error instanceof WeeError) return error;
    if (error instanceof Error && error.name === 'AbortError') return cancelled();
    const message = error instanceof Error ? error.message : String(error);
    return new WeeError(
      'internal',
      `Something went wrong inside WEE: ${message}`,
      'See the WEE log, and run “WEE: Doctor”.',
      {
        cause: error,
      },
    );
  }
}

/** The silent one: the person stopped the question. */
export function cancelled(): WeeError {
  return new WeeError('cancelled', 'Cancelled.', 'Ask again when you like.');
}
