import { alex } from '../../agents/seven/alex.ts';
import type { AgentDefinition } from '../../domain/agent.ts';
import { AUTO_AGENT } from '../../domain/agent.ts';
import { emptyContext } from '../../domain/empty-context.ts';
import type { Question, Turn } from '../../domain/question.ts';
import { sealContext } from '../../domain/seal-context.ts';
import type { PlannedStep, SessionEvent, SessionPlan, SessionRecord, SessionStep } from '../../domain/session.ts';
import type { EngineSettings } from '../../domain/settings.ts';
import { cancelled, WeeError } from '../../errors.ts';
import { limits } from '../../limits.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ContextSource } from '../../ports/context-source.ts';
import type { Log } from '../../ports/log.ts';
import type { Random } from '../../ports/random.ts';
import type { Workspace } from '../../ports/workspace.ts';
import { checkQuestion } from '../check-question.ts';
import type { Coordinator } from '../coordinator.ts';
import type { AskHow } from '../given-context.ts';
import { type AskStepInput, askStep, type StepOutcome } from './ask-step.ts';
import { chooseTeam, type Team } from './choose-team.ts';
import { EventQueue } from './event-queue.ts';
import { planner, readPlan } from './plan-by-model.ts';
import { planBySpecialty } from './plan-by-specialty.ts';
import { missingNote, renderSynthesis } from './render-synthesis.ts';
import { SessionBoard } from './session-board.ts';
import { SharedContext } from './shared-context.ts';
import { reportOf, synthesiser, synthesisQuestion } from './synthesis-prompt.ts';

/** What sessions stand on. */
export interface SessionParts {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly workspace: Workspace;
  readonly context: ContextSource;
  readonly coordinator: Coordinator;
  readonly settings: () => EngineSettings;
  readonly agents: () => readonly AgentDefinition[];
  /** Whether a language model answers this question, so that it may plan and put together too. */
  readonly hasModel: (question: Question) => boolean;
  readonly save: (record: SessionRecord) => void;
  /** Told of every session that ended. */
  readonly ended: (record: SessionRecord) => void;
}

/** A session on its way. */
interface Journey {
  readonly question: Question;
  readonly team: Team;
  readonly id: string;
  readonly started: number;
  readonly model: boolean;
  readonly signal: AbortSignal;
  readonly emit: (event: SessionEvent) => void;
}

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

  /** Never throws; ends with exactly one `done` or `failed`. Leaving it, or aborting the signal, cancels its steps. */
  async *run(question: Question, signal: AbortSignal): AsyncGenerator<SessionEvent> {
    const stop = new AbortController();
    const onAbort = (): void => stop.abort();
    if (signal.aborted) stop.abort();
    signal.addEventListener('abort', onAbort);
    const queue = new EventQueue<SessionEvent>();
    const working = this.#work(question, stop.signal, (event) => queue.push(event))
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

  async #work(question: Question, signal: AbortSignal, emit: Journey['emit']): Promise<void> {
    const { clock, random, agents, hasModel, workspace, settings, context, save, ended } = this.#parts;
    checkQuestion(question);
    if (signal.aborted) throw cancelled();
    const started = clock.monotonic();
    const team = this.team(question);
    const asked = { ...question, agent: AUTO_AGENT, text: team.text };
    checkQuestion(asked);
    const journey: Journey = { question: asked, team, id: random.id(), started, model: hasModel(asked), signal, emit };
    const plan = await this.#plan(journey);
    if (signal.aborted) throw cancelled();
    emit({ type: 'planned', id: journey.id, plan });
    const board = new SessionBoard({ id: journey.id, question: question.text, plan, clock, started, emit, save });
    save(board.record('running', ''));
    const members = plan.steps.flatMap((step) => agents().find(({ id }) => id === step.agent) ?? []);
    const shared = new SharedContext({
      source: context,
      workspace,
      question: asked,
      team: members,
      budget: Math.min(settings().context.budgetTokens, settings().session.stepTokens),
      signal,
    });
    const running = new Map<string, Promise<SessionStep>>();
    for (const step of plan.steps) {
      const before = step.dependsOn.flatMap((id) => running.get(id) ?? []);
      running.set(step.id, this.#step(journey, board, shared, step, before));
    }
    const steps = await Promise.all(running.values());
    const record = await this.#finish(journey, board, steps);
    save(record);
    ended(record);
    emit(endOf(record));
  }

  async #plan({ question, team, model, signal, emit }: Journey): Promise<SessionPlan> {
    const bySpecialty = planBySpecialty(team);
    if (!model || team.by === 'names') return bySpecialty;
    emit({ type: 'status', message: 'alex is planning' });
    const agents = this.#parts.agents();
    const { text } = question;
    const { history: _history, focus: _focus, ...bare } = question;
    const outcome = await this.#ask(
      bare,
      { agent: planner(alex, agents), context: this.#nothing() },
      limits.sessionPlanMs,
      signal,
    );
    const read =
      outcome.status === 'answered'
        ? readPlan(outcome.text, text, agents)
        : { fault: outcome.failure?.message ?? 'stopped' };
    if ('plan' in read) return read.plan;
    return { ...bySpecialty, reason: `${bySpecialty.reason} (the model's plan was of no use: ${read.fault})` };
  }

  async #step(
    { question, signal }: Journey,
    board: SessionBoard,
    shared: SharedContext,
    step: PlannedStep,
    before: readonly Promise<SessionStep>[],
  ): Promise<SessionStep> {
    const { clock, agents, settings } = this.#parts;
    const seen = await Promise.all(before);
    if (signal.aborted) return board.update(step.id, { status: 'cancelled' });
    const ready = clock.monotonic();
    const agent = agents().find(({ id }) => id === step.agent);
    if (agent === undefined) {
      const { code, message, remedy } = new WeeError(
        'unknown-agent',
        `@${step.agent} is no longer there.`,
        'Ask again.',
      );
      return board.update(step.id, { status: 'failed', failure: { code, message, remedy } });
    }
    board.update(step.id, { status: 'running' });
    const cited = new Set(seen.flatMap(({ sources }) => sources.map(({ path }) => path)));
    const history = [...(question.history ?? []), ...seen.map(resultTurn)];
    const asked: Question = {
      ...question,
      agent: step.agent,
      text: step.question,
      ...(history.length > 0 && { history }),
    };
    const from = clock.monotonic();
    const {
      routeMs,
      fallback: _fallback,
      ...outcome
    } = await this.#ask(
      asked,
      { agent, context: shared.part(agent, cited) },
      settings().session.stepTimeoutMs,
      signal,
      (event) => {
        if (event.type === 'status' && event.message !== '') board.update(step.id, {}, event.message);
      },
    );
    const ended = board.update(step.id, { ...outcome, overheadMs: from - ready + routeMs });
    board.worked({ from, to: clock.monotonic() });
    return ended;
  }

  async #finish(journey: Journey, board: SessionBoard, steps: readonly SessionStep[]): Promise<SessionRecord> {
    const { signal } = journey;
    if (signal.aborted) return board.record('cancelled', '');
    const answered = steps.filter(({ status }) => status === 'answered');
    if (answered.length === 0) return board.record('failed', '');
    const text = await this.#synthesis(journey, steps, answered);
    if (signal.aborted) return board.record('cancelled', text);
    return board.record(answered.length === steps.length ? 'done' : 'partial', text);
  }

  /** By the model where there is one; rendered from the steps where there is none, or where it fails. */
  async #synthesis(journey: Journey, steps: readonly SessionStep[], answered: readonly SessionStep[]): Promise<string> {
    const { agents, settings } = this.#parts;
    const { emit, question, model, signal } = journey;
    let text = '';
    const say = (part: string): void => {
      text += part;
      emit({ type: 'text', text: part });
    };
    const rendered = (): void => {
      for (const part of renderSynthesis(steps, agents())) say(`${part}\n\n`);
    };
    if (!model) {
      rendered();
      return text;
    }
    emit({ type: 'status', message: 'alex puts it together' });
    const { focus: _focus, ...bare } = question;
    const asked = { ...bare, text: synthesisQuestion(question.text, answered).slice(0, limits.questionChars) };
    const how = { agent: synthesiser(alex), context: this.#nothing() };
    const outcome = await this.#ask(asked, how, settings().session.stepTimeoutMs, signal, (event) => {
      if (event.type === 'text') say(event.text);
      else if (event.type === 'restart') say(`\n\n*${event.message}*\n\n`);
    });
    if (signal.aborted) return text;
    if (outcome.status !== 'answered' || outcome.fallback) {
      say(
        `${text === '' ? '' : '\n\n'}*The synthesis by the model failed (${outcome.failure?.message ?? 'stopped'}); here is what each agent found.*\n\n`,
      );
      rendered();
      return text;
    }
    const unsaid = answered.filter(({ agent }) => !new RegExp(`@${agent}\\b`, 'i').test(text));
    if (unsaid.length > 0) say(`\n\n${renderSynthesis(unsaid, agents()).join('\n\n')}`);
    const missing = missingNote(steps);
    if (missing !== undefined) say(`\n\n${missing}`);
    return text;
  }

  #ask(
    question: Question,
    how: AskHow,
    timeoutMs: number,
    signal: AbortSignal,
    onEvent: AskStepInput['onEvent'] = () => {},
  ): Promise<StepOutcome> {
    const { coordinator, clock, settings } = this.#parts;
    const maxTokens = settings().session.stepTokens;
    return askStep({ coordinator, clock, question, how, timeoutMs, maxTokens, signal, onEvent });
  }

  /** Planning and synthesis read no file: what they rest on is in the question. */
  #nothing(): NonNullable<AskHow['context']> {
    const { workspace } = this.#parts;
    const context = sealContext({ ...emptyContext(0), project: { name: workspace.name, languages: [] } });
    return { generation: workspace.generation(), key: 'none', make: async () => context };
  }

  #failed(thrown: unknown): SessionEvent {
    const { code, message, remedy } = WeeError.from(thrown);
    if (code === 'internal') this.#parts.log.error('A session failed unexpectedly', thrown);
    return { type: 'failed', code, message, remedy };
  }
}

/** A result as the steps that depend on it see it. */
function resultTurn({ agent, status, text, failure }: SessionStep): Turn {
  if (status === 'answered') return { role: 'agent', text: `@${agent} found:\n${reportOf(text)}` };
  return { role: 'agent', text: `@${agent} gave no answer (${failure?.message ?? status}).` };
}

function endOf(record: SessionRecord): SessionEvent {
  if (record.status !== 'failed' && record.status !== 'cancelled') return { type: 'done', session: record };
  if (record.status === 'cancelled') {
    const { code, message, remedy } = cancelled();
    return { type: 'failed', code, message, remedy, session: record };
  }
  const failures = record.steps.flatMap(({ agent, failure }) => (failure === undefined ? [] : [{ agent, ...failure }]));
  const [first] = failures;
  return {
    type: 'failed',
    code: first?.code ?? 'internal',
    message: `No agent answered. ${failures.map(({ agent, message }) => `@${agent}: ${message}`).join(' ')}`,
    remedy: first?.remedy ?? 'Ask again.',
    session: record,
  };
}
