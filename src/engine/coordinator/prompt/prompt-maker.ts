import type { AgentDefinition } from '../../domain/agent.ts';
import type { EngineSettings } from '../../domain/settings.ts';
import { cancelled } from '../../errors.ts';
import type { Clock } from '../../ports/clock.ts';
import type { CompressOptions, ContextSource, IndexProgress } from '../../ports/context-source.ts';
import type { Workspace } from '../../ports/workspace.ts';
import { formatNumber } from '../../text/format-number.ts';
import type { Journey } from '../ask/journey.ts';
import { type Made, Memo, type Remembered } from '../ask/memo.ts';
import type { Prepared } from '../ask/prepared.ts';
import { contextBudget } from './context-budget.ts';
import { Draft } from './draft.ts';

interface PromptMakerParts {
  readonly clock: Clock;
  readonly workspace: Workspace;
  readonly context: ContextSource;
  readonly settings: () => EngineSettings;
}

/** Steps 1 and 2: the prompt that a question has now, remembered while nothing changes that it rests on. */
export class PromptMaker {
  readonly #parts: PromptMakerParts;
  readonly #memo = new Memo();

  constructor(parts: PromptMakerParts) {
    this.#parts = parts;
  }

  /** Forgets which prompt a question had: a setting changed. */
  forget(): void {
    this.#memo.expire();
  }

  /** Whether the question was asked before, whenever that was. */
  known(key: string): boolean {
    return this.#memo.has(key);
  }

  /** What is remembered, if it is the prompt of this very moment. */
  remembered(key: string, generation: number, agent: AgentDefinition): Remembered | undefined {
    return this.#memo.current(key, generation, agent);
  }

  /**
   * Compresses the context and builds the prompt, which `remember` is to be told of. Progress of a first index comes out as status events.
   * @param prepared what needs no context: asked for when that is about to come, so that nobody waits for it.
   */
  async make(journey: Journey, generation: number, prepared: () => Prepared): Promise<Remembered> {
    const { clock } = this.#parts;
    const { trace, stream } = journey;
    const start = clock.monotonic();
    const { epoch } = this.#memo;
    if (stream.left) throw cancelled();
    const context = await this.#context(journey, {
      signal: stream.signal(),
      onProgress: (progress) => stream.push({ type: 'status', step: 'context', message: progressText(progress) }),
      onSoon: () => void prepared(),
    });
    const made = clock.monotonic();
    trace.add('context', made - start);
    const { draft, digests, entry } = prepared();
    const prompt = draft.complete(context);
    const remembered = { generation, epoch, prompt, digest: digests.of(context.hash), asked: entry.key };
    trace.add('prompt', clock.monotonic() - made);
    return remembered;
  }

  /** What was made is the prompt of a question with this key, as long as nothing changes. */
  remember(key: string, made: Remembered): void {
    this.#memo.set(key, made);
  }

  /** Whether nothing moved on since, of all that a prompt rests on. */
  isNow({ generation, epoch }: Pick<Made, 'generation' | 'epoch'>): boolean {
    return this.#parts.workspace.generation() === generation && this.settingsStand({ epoch });
  }

  /** Whether no setting moved on since. */
  settingsStand({ epoch }: Pick<Made, 'epoch'>): boolean {
    return this.#memo.epoch === epoch;
  }

  /** Whether the prompt that would be sent now has this digest still. */
  async stillTrue(journey: Pick<Journey, 'question' | 'agent' | 'pool' | 'how'>, digest: string): Promise<boolean> {
    const { question, agent, pool } = journey;
    try {
      const context = await this.#context(journey, {});
      return new Draft(agent, question).digests(pool.answerClass).of(context.hash) === digest;
    } catch {
      // Who cannot tell does not keep; the answer itself is whole.
      return false;
    }
  }

  /** Without a signal: anew, to see whether it is still the same. */
  #context(
    { question, agent, pool, how }: Pick<Journey, 'question' | 'agent' | 'pool' | 'how'>,
    options: CompressOptions,
  ): ReturnType<ContextSource['compress']> {
    if (how.context !== undefined) return how.context.make({ ...options, anew: options.signal === undefined });
    const budget = contextBudget(this.#parts.settings(), pool);
    return this.#parts.context.compress({ question, agent: { id: agent.id, skills: agent.skills }, budget }, options);
  }
}

function progressText({ done, total, phase }: IndexProgress): string {
  if (phase === 'code')
    return total === 0 ? '' : `Reading the code of ${formatNumber(done)} of ${formatNumber(total)} files`;
  return total === 0 ? 'Reading the workspace' : `Indexing ${formatNumber(done)} of ${formatNumber(total)} files`;
}
