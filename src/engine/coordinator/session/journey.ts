import { emptyContext } from '../../domain/context/empty-context.ts';
import { sealContext } from '../../domain/context/seal-context.ts';
import type { Question } from '../../domain/question.ts';
import type { SessionEvent } from '../../domain/session.ts';
import type { Account } from '../budget/account.ts';
import type { AskHow, GivenContext } from '../prompt/given-context.ts';
import type { Team } from './plan/choose-team.ts';
import type { SessionModel, SessionParts } from './session-parts.ts';
import { type AskStepInput, askStep, type StepOutcome } from './steps/ask-step.ts';

interface JourneyOptions {
  readonly parts: SessionParts;
  readonly question: Question;
  readonly team: Team;
  readonly signal: AbortSignal;
  readonly emit: (event: SessionEvent) => void;
}

/** A session on its way: what its phases share. */
export class Journey {
  readonly parts: SessionParts;
  /** Without the names that it began with. */
  readonly question: Question;
  readonly team: Team;
  readonly id: string;
  /** Monotonic, ms. */
  readonly started: number;
  readonly model: SessionModel | undefined;
  readonly signal: AbortSignal;
  readonly emit: (event: SessionEvent) => void;
  /** A session is one question: what its steps take counts together. */
  readonly account: Account = { tokens: 0, cost: 0 };

  constructor({ parts, question, team, signal, emit }: JourneyOptions) {
    this.parts = parts;
    this.question = question;
    this.team = team;
    this.signal = signal;
    this.emit = emit;
    this.id = parts.random.id();
    this.started = parts.clock.monotonic();
    this.model = parts.model(question);
  }

  /** One question of the session through the seven steps. */
  ask(
    question: Question,
    how: AskHow,
    timeoutMs: number,
    onEvent: AskStepInput['onEvent'] = () => {},
  ): Promise<StepOutcome> {
    const { coordinator, clock, settings } = this.parts;
    const maxTokens = settings().session.stepTokens;
    const { signal } = this;
    return askStep({
      coordinator,
      clock,
      question,
      how: { ...how, account: this.account },
      timeoutMs,
      maxTokens,
      signal,
      onEvent,
    });
  }

  /** For planning and synthesis, which read no file: what they rest on is in the question. */
  nothing(): GivenContext {
    const { workspace } = this.parts;
    const context = sealContext({ ...emptyContext(0), project: { name: workspace.name, languages: [] } });
    return { generation: workspace.generation(), key: 'none', make: async () => context };
  }
}
