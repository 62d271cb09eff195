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
  readonly savedMs?: number;
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
    return {
      agent: this.agent,
      question: this.#question,
      startedAt: this.#startedAt,
      steps: this.#steps,
      totalMs: this.#clock.monotonic() - this.#start,
      ...(this.instance !== undefined && { instance: this.instance }),
      ...(this.firstTokenMs !== undefined && { firstTokenMs: this.firstTokenMs }),
      ...(this.complexity !== undefined && { complexity: this.complexity }),
      ...(this.fallback !== undefined && { fallback: this.fallback }),
      ...(this.cost !== undefined && { cost: this.cost }),
      ...(this.attempts !== undefined && { attempts: this.attempts }),
      ...end,
    };
  }
}
