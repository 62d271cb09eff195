import { findAgent, parseMention } from '../../agents/find-agent.ts';
import { AUTO_AGENT } from '../../domain/agent.ts';
import type { Approve } from '../../domain/budget.ts';
import type { Question } from '../../domain/question.ts';
import type { PlannedStep, SessionEvent, SessionRecord, SessionStep } from '../../domain/session.ts';
import { cancelled, WeeError } from '../../errors.ts';
import { checkQuestion } from '../ask/check-question.ts';
import { approveSession } from './approve-session.ts';
import { endOfSession } from './end-of-session.ts';
import { EventQueue } from './event-queue.ts';
import { Journey } from './journey.ts';
import { chooseTeam, type Team } from './plan/choose-team.ts';
import { makePlan } from './plan/make-plan.ts';
import { SessionBoard } from './session-board.ts';
import type { SessionParts } from './session-parts.ts';
import { runStep } from './steps/run-step.ts';
import { SharedContext } from './steps/shared-context.ts';
import { stepContextBudget } from './steps/step-context-budget.ts';
import { synthesise } from './synthesis/synthesise.ts';

/** Several agents on one question: a plan, steps side by side on one shared context, one synthesis. */
export class Sessions {
  readonly #parts: SessionParts;

  constructor(parts: SessionParts) {
    this.#parts = parts;
  }

  /** Who would work on a question together, and whether it asks for that by itself. */
  team(question: Question): Team {
    return chooseTeam(question, this.#parts.agents());
  }

  /**
   * Never throws; ends with exactly one `done` or `failed`. Leaving it, or aborting the signal, cancels its steps.
   * @param approve asks the person where the whole session would spend much.
   */
  async *run(question: Question, signal: AbortSignal, approve?: Approve): AsyncGenerator<SessionEvent> {
    const stop = new AbortController();
    const onAbort = (): void => stop.abort();
    if (signal.aborted) stop.abort();
    signal.addEventListener('abort', onAbort);
    const queue = new EventQueue<SessionEvent>();
    const working = this.#work(question, approve, stop.signal, (event) => queue.push(event))
      .catch((thrown: unknown) => queue.push(this.#failed(thrown)))
      .finally(() => queue.end());
    try {
      yield* queue.read();
    } finally {
      signal.removeEventListener('abort', onAbort);
      stop.abort();
      await working;
    }
  }

  async #work(
    question: Question,
    approve: Approve | undefined,
    signal: AbortSignal,
    emit: Journey['emit'],
  ): Promise<void> {
    const { clock, save, ended } = this.#parts;
    checkQuestion(question);
    if (signal.aborted) throw cancelled();
    const team = this.team(question);
    // The names of the team are taken away: one that is left is nobody's.
    const mention = parseMention(team.text);
    if (mention !== undefined && mention.agent !== AUTO_AGENT) findAgent(mention.agent, this.#parts.agents());
    const asked = { ...question, agent: AUTO_AGENT, text: team.text };
    checkQuestion(asked);
    const journey = new Journey({ parts: this.#parts, question: asked, team, signal, emit });
    const plan = await makePlan(journey, approve);
    if (signal.aborted) throw cancelled();
    await approveSession(journey, plan, approve);
    const { id, started } = journey;
    emit({ type: 'planned', id, plan });
    const board = new SessionBoard({
      id,
      question: question.text,
      plan,
      clock,
      account: journey.account,
      started,
      emit,
      save,
    });
    save(board.record('running', ''));
    const record = await this.#finish(journey, board, await this.#steps(journey, board, plan.steps));
    save(record);
    ended(record);
    emit(endOfSession(record));
  }

  /** Every step at once, as far as they do not wait for one another. */
  async #steps(
    journey: Journey,
    board: SessionBoard,
    planned: readonly PlannedStep[],
  ): Promise<readonly SessionStep[]> {
    const { workspace, context: source, settings, agents } = this.#parts;
    const { question, signal, model } = journey;
    const team = planned.flatMap((step) => agents().find(({ id }) => id === step.agent) ?? []);
    const budget = stepContextBudget(settings(), model);
    const shared = new SharedContext({ source, workspace, question, team, budget, signal });
    const running = new Map<string, Promise<SessionStep>>();
    for (const step of planned) {
      const before = step.dependsOn.flatMap((id) => running.get(id) ?? []);
      running.set(step.id, runStep(journey, board, shared, step, before));
    }
    return Promise.all(running.values());
  }

  async #finish(journey: Journey, board: SessionBoard, steps: readonly SessionStep[]): Promise<SessionRecord> {
    const { signal } = journey;
    if (signal.aborted) return board.record('cancelled', '');
    const answered = steps.filter(({ status }) => status === 'answered');
    if (answered.length === 0) return board.record('failed', '');
    const text = await synthesise(journey, steps);
    if (signal.aborted) return board.record('cancelled', text);
    return board.record(answered.length === steps.length ? 'done' : 'partial', text);
  }

  #failed(thrown: unknown): SessionEvent {
    const { code, message, remedy } = WeeError.from(thrown);
    if (code === 'internal') this.#parts.log.error('A session failed unexpectedly', thrown);
    return { type: 'failed', code, message, remedy };
  }
}
