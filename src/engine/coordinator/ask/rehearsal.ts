import { createAnswerCache } from '../../cache/create-answer-cache.ts';
import type { AgentDefinition } from '../../domain/agent.ts';
import { type SealedContext, sealContext } from '../../domain/seal-context.ts';
import { defaultSettings } from '../../domain/settings.ts';
import { limits } from '../../limits.ts';
import type { Backend } from '../../ports/backend.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ContextSource } from '../../ports/context-source.ts';
import { silentLog } from '../../ports/log.ts';
import type { Random } from '../../ports/random.ts';
import type { SpendStore } from '../../ports/spend-store.ts';
import type { Workspace } from '../../ports/workspace.ts';
import { DynamicResourceManager } from '../../routing/resources/dynamic-resource-manager.ts';
import { Telemetry } from '../../telemetry/telemetry.ts';
import { Purse } from '../budget/purse.ts';
import { Coordinator } from '../coordinator.ts';
import { Pools } from '../pools/pools.ts';

const POOL = 'rehearsal';
/** A conversation: it is like no other question, so that nothing of it is kept to be compared. */
const HISTORY = [{ role: 'user', text: 'Before.' }] as const;
/** Bytes of their cache: room for the one answer. */
const BYTES = 64 * 1024;
/** Practised in one turn, and ms after which no other begins in it. */
const AT_ONCE = 16;
const TURN_MS = 1;

interface Parts {
  readonly clock: Clock;
  readonly workspace: Workspace;
  readonly context: ContextSource;
}

/**
 * Has questions for nobody go the whole way of a real one while that waits for its context. Just before it comes, one: what a processor did
 * ten ms before it has to fetch again from memory, which costs more than the work itself. And of the first questions some more at the
 * beginning, so that V8 compiles what it would run slowly for long. The first of all goes alone: by that the code is loaded.
 */
export class Rehearsal {
  readonly #parts: Parts;
  #stage: Stage | undefined;
  #first = true;
  #left: number = limits.practised;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** A question begins to wait for its context. Resolves to how many went the whole way; never rejects. */
  async practise(agent: AgentDefinition): Promise<number> {
    if (this.#first) {
      this.#first = false;
      return 0;
    }
    const { clock } = this.#parts;
    const until = clock.monotonic() + TURN_MS;
    this.#stage ??= new Stage(this.#parts);
    let went = 0;
    for (let n = 0; n < AT_ONCE && this.#left > 0 && clock.monotonic() < until; n++) {
      this.#left--;
      if (await this.#stage.play(agent)) went++;
    }
    return went;
  }

  /** The context is about to come. Takes this turn and its microtasks. Resolves to whether it went the whole way; never rejects. */
  async run(agent: AgentDefinition): Promise<boolean> {
    return (await this.#stage?.play(agent)) === true;
  }
}

/** Where they go: cache, pool, purse and figures of their own, and a model that answers at once. Nothing is seen, sent or kept. */
class Stage {
  readonly #coordinator: Coordinator;
  readonly #cache;
  readonly #context: SealedContext;
  #generation = 0;
  #playing = false;

  constructor({ clock, workspace, context }: Parts) {
    const { cache } = defaultSettings;
    this.#cache = createAnswerCache({ ...cache, memoryBytes: BYTES, path: undefined, clock, log: silentLog });
    const pools = new Pools({ clock, random: noChance });
    pools.setBackend(model, 1);
    this.#coordinator = new Coordinator({
      clock,
      random: noChance,
      log: silentLog,
      workspace: {
        folders: workspace.folders,
        name: POOL,
        trusted: true,
        generation: () => this.#generation,
        onDidChange: () => ({ dispose() {} }),
      },
      context,
      cache: this.#cache,
      pools,
      resources: new DynamicResourceManager({ clock, onDecision() {}, rebalance() {} }),
      purse: new Purse({ clock, store: noSpending, settings: () => defaultSettings.budget }),
      telemetry: new Telemetry(clock, () => []),
      agents: () => [],
      settings: () => defaultSettings,
    });
    this.#context = sealContext({
      project: { name: '', languages: [] },
      files: [],
      ranking: [],
      dependencies: [],
      changes: [],
      findings: [],
      tokens: 0,
      budget: 1,
      redacted: 0,
    });
  }

  /** One at a time. Resolves to whether it went the whole way, as a miss. */
  async play(agent: AgentDefinition): Promise<boolean> {
    if (this.#playing) return false;
    this.#playing = true;
    const question = { agent: agent.id, text: 'What is asked?', history: HISTORY, pool: POOL };
    const context = { generation: ++this.#generation, key: '', make: async () => this.#context };
    let missed = false;
    for await (const event of this.#coordinator.ask(question, undefined, { agent, context })) {
      if (event.type !== 'done') continue;
      missed = event.tier === 'none';
      // So that the next one misses as well.
      this.#cache.evict(event.answer.digest);
    }
    this.#playing = false;
    return missed;
  }
}

const model: Backend = {
  id: POOL,
  label: POOL,
  answerClass: `${POOL}/1`,
  remote: false,
  async *generate() {
    yield { type: 'text', text: 'It is.' };
    yield { type: 'end', finish: 'stop' };
  },
};

const noChance: Random = { next: () => 0, id: () => '' };

const noSpending: SpendStore = {
  async ready() {},
  add() {},
  since: () => [],
  async flush() {},
  notices: () => [],
  dispose() {},
};
