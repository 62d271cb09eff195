import type { AgentDefinition } from '../domain/agent.ts';
import type { Question } from '../domain/question.ts';
import { limits } from '../limits.ts';
import type { ContextSource } from '../ports/context-source.ts';
import type { Log } from '../ports/log.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { resolveAgent } from './agents/resolve-agent.ts';
import { NearQuestions } from './answers/near-questions.ts';
import { Answering, type AnsweringParts } from './ask/answering.ts';
import { askRecord, ingredientsOf } from './ask/ask-record.ts';
import { AskStream } from './ask/ask-stream.ts';
import { Asker } from './ask/asker.ts';
import { checkQuestion } from './ask/check-question.ts';
import { type Journey, questionKey } from './ask/journey.ts';
import { preparing } from './ask/prepared.ts';
import { TraceBuilder } from './ask/trace-builder.ts';
import { explainHit } from './explain/explain-hit.ts';
import { explainMiss } from './explain/explain-miss.ts';
import type { AskHow } from './prompt/given-context.ts';
import { PromptMaker } from './prompt/prompt-maker.ts';

/** The rooms that meet in a question. */
export interface CoordinatorParts extends AnsweringParts {
  readonly log: Log;
  readonly context: ContextSource;
  readonly telemetry: Telemetry;
  /** Every agent there is now. */
  readonly agents: () => readonly AgentDefinition[];
}

/** The way of one question, steps 1 to 7; the seventh is its asker's. Nothing in here knows which door asked. */
export class Coordinator {
  readonly #parts: CoordinatorParts;
  readonly #prompts: PromptMaker;
  readonly #answering: Answering;
  readonly #near: NearQuestions;

  constructor(parts: CoordinatorParts) {
    this.#parts = parts;
    this.#prompts = new PromptMaker(parts);
    this.#answering = new Answering(parts, this.#prompts);
    this.#near = new NearQuestions(parts.cache);
  }

  /** Forgets which prompt a question had: a setting changed. */
  forget(): void {
    this.#prompts.forget();
  }

  /** Identical questions share one stream. Never throws; ends with exactly one `done` or `failed`. */
  ask(question: Question, signal?: AbortSignal, how: AskHow = {}): AskStream {
    return new AskStream((stream) => this.#run(question, how, stream), signal);
  }

  async #run(question: Question, how: AskHow, stream: AskStream): Promise<void> {
    const { clock, telemetry } = this.#parts;
    const trace = new TraceBuilder(clock, question.text.trim().slice(0, limits.titleChars));
    const asker = new Asker(this.#parts, question, how.visit, trace, stream);
    try {
      const entering = how.visit?.enter(question);
      if (entering !== undefined) await entering;
      checkQuestion(question);
      const { agent, asked, reason } = this.#agentOf(question, how);
      trace.agent = agent.id;
      telemetry.begin(agent.id);
      stream.push({ type: 'agent', agent: agent.id, reason });
      await this.#steps(asked, agent, how, trace, asker);
    } catch (thrown) {
      asker.failed(thrown);
    }
  }

  #agentOf(question: Question, how: AskHow): ReturnType<typeof resolveAgent> {
    if (how.agent === undefined) return resolveAgent(question, this.#parts.agents());
    return { agent: how.agent, asked: question, reason: 'a part of a session' };
  }

  async #steps(
    question: Question,
    agent: AgentDefinition,
    how: AskHow,
    trace: TraceBuilder,
    asker: Asker,
  ): Promise<void> {
    const { stream } = asker;
    const { clock, cache, pools, workspace, settings, context } = this.#parts;
    const { journal } = cache;
    const pool = pools.pick(question.pool, settings(), workspace.trusted);
    asker.whyLocal = pools.whyLocal(question.pool, settings(), workspace.trusted);
    const { answerClass } = pool;
    const key = questionKey({ question, agent, pool, how });
    const journey: Journey = { question, agent, pool, key, how, trace, stream };
    const opening = cache.ready();
    if (opening !== undefined) await opening;
    const generation = how.context?.generation ?? workspace.generation();
    const prepared = preparing(question, agent, answerClass, cache, this.#near);
    const remembered = this.#prompts.remembered(key, generation, agent);
    if (remembered === undefined) stream.push({ type: 'status', step: 'context', message: '' });
    const now = remembered ?? (await this.#prompts.make(journey, generation, prepared));
    stream.push({ type: 'context', context: now.prompt.context });
    if (remembered !== undefined) {
      context.recheck(remembered.prompt.context.ranking);
      if (question.priority !== 'background') journal.again(remembered.asked);
    }
    const note = (): void => {
      if (remembered !== undefined) return;
      this.#prompts.remember(key, now);
      const { entry, near } = prepared();
      const record = askRecord(entry, now, answerClass);
      journal.note(record, question.priority === 'background');
      this.#near.note(near, { ...record, askedAt: clock.now() });
    };
    if (question.bypassCache !== true) {
      const found =
        trace.time('cache', () => cache.get(now.digest, remembered === undefined ? prepared().expected : undefined)) ??
        (cache.fetch && (await cache.fetch(now.digest, stream.signal())));
      if (found !== undefined) {
        const reason =
          remembered === undefined
            ? explainHit(this.#prompts.known(key), prepared().before, now.digest)
            : 'nothing in the workspace changed';
        note();
        stream.push({ type: 'text', text: found.answer.text });
        asker.done(found.answer, found.tier, reason);
        return;
      }
    }
    const boarding = this.#answering.answer(journey, now, prepared().complexityIn(now.prompt.context), asker);
    // Told while the model works: nobody is to wait for it.
    if (question.bypassCache === true) asker.missReason = 'asked anew';
    else {
      const near = this.#near.find(prepared().near, now.prompt, answerClass);
      if (near !== undefined) stream.push(near);
      asker.missReason = explainMiss(prepared().before?.ingredients, ingredientsOf(now.prompt, answerClass));
    }
    note();
    if (boarding !== undefined) await boarding;
  }
}
