import { createAnswerCache } from '../../src/engine/cache/create-answer-cache.ts';
import { createEngine } from '../../src/engine/coordinator/create-engine.ts';
import type { Engine } from '../../src/engine/coordinator/engine.ts';
import { type SealedContext, sealContext } from '../../src/engine/domain/context/seal-context.ts';
import type { InstanceDefinition } from '../../src/engine/domain/instance-definition.ts';
import { defaultSettings, type EngineSettings } from '../../src/engine/domain/settings.ts';
import { silentLog } from '../../src/engine/ports/log.ts';
import { announcedContext } from '../fixtures/ports/announced-context.ts';
import { keptInMemory } from '../fixtures/ports/kept-in-memory.ts';
import { quietWorkspace } from '../fixtures/ports/quiet-workspace.ts';
import type { FaultyInstance } from './faulty-instance.ts';
import type { Scenario } from './scenario.ts';
import type { SeededRandom } from './seeded-random.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** The engine, and what the world outside does to it and sees of it. */
export interface SimulatedEngine {
  readonly engine: Engine;
  /** These instances are not in the settings from now on. */
  configure(gone: ReadonlySet<number>): void;
  /** A file changed. */
  edit(): void;
  /** Contexts that were ever made at once. */
  mostContextsAtOnce(): number;
}

/** ms without a chunk until an instance counts as hung. */
export const SILENCE_MS = 10_000;

/** Small, so that the memory tier fills and is scaled. */
const MEMORY_BYTES = 2 ** 18;

/** The product's engine on virtual time, with the instances of a scenario and a workspace of one small file. */
export function createSimulatedEngine(
  clock: VirtualClock,
  random: SeededRandom,
  instances: readonly FaultyInstance[],
  scenario: Scenario,
): SimulatedEngine {
  let generation = 1;
  let making = 0;
  let mostMaking = 0;
  const settingsWithout = (gone: ReadonlySet<number>): EngineSettings => ({
    ...defaultSettings,
    pool: 'vscode',
    openai: { ...defaultSettings.openai, timeoutMs: SILENCE_MS },
    instances: instances.flatMap((instance, n) => (gone.has(n) ? [] : [definitionOf(instance.id, n, scenario)])),
    cache: { ...defaultSettings.cache, ttlMs: 600_000, memoryBytes: MEMORY_BYTES },
    routing: { ...defaultSettings.routing, fallback: scenario.fallback },
  });
  const engine = createEngine(
    {
      ...keptInMemory(clock),
      clock,
      random,
      log: silentLog,
      workspace: quietWorkspace('/simulated', () => generation),
      context: announcedContext(({ budget }) => {
        const made = contextOf(generation, budget);
        const now = clock.monotonic();
        const busy = scenario.busyDisk.some(({ from, until }) => now >= from && now < until);
        making++;
        mostMaking = Math.max(mostMaking, making);
        return new Promise((resolve) => {
          clock.after(random.between(10, 60) * (busy ? 20 : 1), () => {
            making--;
            resolve(made);
          });
        });
      }),
      cache: createAnswerCache({
        path: undefined,
        memoryBytes: MEMORY_BYTES,
        diskBytes: 0,
        ttlMs: 600_000,
        clock,
        log: silentLog,
      }),
      languageModel: (name) => {
        const found = instances.find(({ id }) => id === name);
        if (found === undefined) throw new Error(`There is no ${name}.`);
        return found.backend;
      },
    },
    settingsWithout(new Set()),
  );
  return {
    engine,
    mostContextsAtOnce: () => mostMaking,
    configure: (gone) => engine.configure(settingsWithout(gone)),
    edit: () => generation++,
  };
}

function definitionOf(id: string, n: number, { instances }: Scenario): InstanceDefinition {
  const { concurrency = 1, requestsPerMinute } = instances[n] ?? {};
  return {
    id,
    kind: 'vscode',
    models: [id],
    weight: 1,
    specialties: n === 0 ? ['sherlock'] : [],
    price: { input: 0, output: 0 },
    limits: { concurrency, requestsPerMinute },
  };
}

function contextOf(generation: number, budget: number): SealedContext {
  return sealContext({
    project: { name: 'simulated', languages: [] },
    files: [
      {
        path: 'a.ts',
        language: 'typescript',
        why: ['path'],
        tokens: 1,
        fullTokens: 1,
        shown: [[1, 1]],
        text: `${generation}`,
      },
    ],
    ranking: ['a.ts'],
    dependencies: [],
    changes: [],
    findings: [],
    tokens: 1,
    budget,
    redacted: 0,
  });
}
