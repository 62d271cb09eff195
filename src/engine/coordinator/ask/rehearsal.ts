import { createAnswerCache } from '../../cache/create-answer-cache.ts';
import type { AgentDefinition } from '../../domain/agent.ts';
import { type SealedContext, sealContext } from '../../domain/seal-context.ts';
import { defaultSettings } from '../../domain/settings.ts';
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
/** Bytes of its cache: room for the one answer. */
const BYTES = 64 * 1024;

interface Parts {
  readonly clock: Clock;
  readonly workspace: Workspace;
  readonly context: ContextSource;
}

/**
 * Has a question for nobody go its whole way while the context of a real one is about to come: what a processor did ten ms before it has
 * to fetch again from memory, which costs more than the work itself, and what V8 saw seldom it has not compiled. Its cache, pool,
 * purse and figures are its own, and its model answers at once: nothing of it is seen, sent or kept.
 */
export class Rehearsal {
  readonly #coordinator: Coordinator;
  readonly #cache;
  readonly #context: SealedContext;
  #generation = 0;
  #running = false;

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

  /** Takes this turn and its microtasks. Resolves to whether it went the whole way, as a miss; never rejects. */
  async run(agent: AgentDefinition): Promise<boolean> {
    if (this.#running) return false;
    this.#running = true;
    const question = { agent: agent.id, text: 'What is asked?', history: HISTORY, pool: POOL };
    const context = { generation: ++this.#generation, key: '', make: async () => this.#context };
    let missed = false;
    for await (const event of this.#coordinator.ask(question, undefined, { agent, context })) {
      if (event.type !== 'done') continue;
      missed = event.tier === 'none';
      // So that the next one misses as well.
      this.#cache.evict(event.answer.digest);
    }
    this.#running = false;
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
