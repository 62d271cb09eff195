import type { Tier, TokenCounts } from '../../domain/answer.ts';
import type { Attempt, Outcome, StepName, Trace } from '../../domain/trace.ts';
import type { Clock } from '../../ports/clock.ts';

/** What is known only at the end. */
export interface TraceEnd {
  readonly id: string;
  readonly outcome: Outcome;
  readonly tier: Tier;
  readonly reason: string;
  readonly tokens?: TokenCounts;
  readonly savedMs?: number | undefined;
  readonly digest?: string;
  readonly backend?: string;
}

/** Gathers a trace while a question runs. */
export class TraceBuilder {
  readonly #clock: Clock;
  readonly #question: string;
  readonly #startedAt: number;
  readonly #start: number;
  readonly #steps: Partial<Record<StepName, number>> = {};
  agent = '';
  instance: string | undefined;
  firstTokenMs: number | undefined;
  complexity: number | undefined;
  fallback: string | undefined;
  cost: number | undefined;
  attempts: Attempt[] | undefined;

  constructor(clock: Clock, question: string) {
    this.#clock = clock;
    this.#question = question;
    this.#startedAt = clock.now();
    this.#start = clock.monotonic();
  }

  /** Adds to a step's duration, ms. */
  add(step: StepName, ms: number): void {
    this.#steps[step] = (this.#steps[step] ?? 0) + ms;
  }

  /** Times synchronous work as a step. */
  time<T>(step: StepName, work: () => T): T {
    const start = this.#clock.monotonic();
    try {
      return work();
    } finally {
      this.add(step, this.#clock.monotonic() - start);
    }
  }

  finish(end: TraceEnd): Trace {
    // Field by field, as this is done while somebody waits: spreading costs several times as much.
    const trace: { -readonly [K in keyof Trace]: Trace[K] } = {
      id: end.id,
      agent: this.agent,
      question: this.#question,
      startedAt: this.#startedAt,
      steps: this.#steps,
      totalMs: this.#clock.monotonic() - this.#start,
      outcome: end.outcome,
      tier: end.tier,
      reason: end.reason,
    };
    if (this.instance !== undefined) trace.instance = this.instance;
    if (this.firstTokenMs !== undefined) trace.firstTokenMs = this.firstTokenMs;
    if (this.complexity !== undefined) trace.complexity = this.complexity;
    if (this.fallback !== undefined) trace.fallback = this.fallback;
    if (this.cost !== undefined) trace.cost = this.cost;
    if (this.attempts !== undefined) trace.attempts = this.attempts;
    if (end.tokens !== undefined) trace.tokens = end.tokens;
    if (end.savedMs !== undefined) trace.savedMs = end.savedMs;
    if (end.digest !== undefined) trace.digest = end.digest;
    if (end.backend !== undefined) trace.backend = end.backend;
    return trace;
  }
}
