import type { SessionEvent, SessionPlan, SessionRecord, SessionStatus, SessionStep } from '../../domain/session.ts';
import { limits } from '../../limits.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Account } from '../budget/account.ts';
import { coordination, type Span } from './coordination.ts';
import { unionOfSources } from './synthesis/render-synthesis.ts';

export interface SessionBoardOptions {
  readonly id: string;
  readonly question: string;
  readonly plan: SessionPlan;
  readonly clock: Clock;
  /** What it took so far. */
  readonly account: Readonly<Account>;
  /** Monotonic start of the session, ms. */
  readonly started: number;
  readonly emit: (event: SessionEvent) => void;
  /** Told of every change that a restart shall find again. */
  readonly save: (record: SessionRecord) => void;
}

/** Where everybody stands: the one place in which a running session changes. */
export class SessionBoard {
  readonly #options: SessionBoardOptions;
  readonly #startedAt: number;
  readonly #steps: Map<string, SessionStep>;
  readonly #spans: Span[] = [];

  constructor(options: SessionBoardOptions) {
    this.#options = options;
    this.#startedAt = options.clock.now();
    const fresh = { status: 'waiting', ms: 0, overheadMs: 0, text: '', sources: [], tier: 'none', tokens: 0 } as const;
    this.#steps = new Map(options.plan.steps.map((step) => [step.id, { ...step, ...fresh }]));
  }

  get steps(): readonly SessionStep[] {
    return [...this.#steps.values()];
  }

  /** Alters a step and says so. */
  update(id: string, change: Partial<SessionStep>, message = ''): SessionStep {
    const before = this.#steps.get(id);
    if (before === undefined) throw new Error(`There is no step ${id}.`);
    const step = { ...before, ...change };
    this.#steps.set(id, step);
    this.#options.emit({ type: 'step', step, message });
    return step;
  }

  /** A step has worked from here to there. */
  worked(span: Span): void {
    this.#spans.push(span);
    this.#options.save(this.record('running', ''));
  }

  record(status: SessionStatus, text: string): SessionRecord {
    const { id, question, plan, clock, account, started } = this.#options;
    const ms = clock.monotonic() - started;
    const { by, reason } = plan;
    return {
      id,
      question,
      startedAt: this.#startedAt,
      status,
      plan: { by, reason },
      steps: this.steps,
      text: text.slice(0, limits.sessionTextChars),
      sources: unionOfSources(this.steps).slice(0, limits.sources),
      ...(account.cost > 0 && { cost: account.cost }),
      ms,
      coordination: coordination(this.#spans, ms),
    };
  }
}
