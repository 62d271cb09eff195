import type { EngineSettings } from '../../domain/settings.ts';
import { limits } from '../../limits.ts';
import type { AnswerCache } from '../../ports/answer-cache.ts';
import type { Gate } from '../../routing/resources/gate.ts';
import type { Resource } from '../../routing/resources/resource.ts';
import type { Pools } from './pools.ts';

interface EngineParts {
  readonly pools: Pools;
  readonly gate: Gate;
  readonly cache: AnswerCache;
  readonly settings: () => EngineSettings;
}

/** Lanes and contexts are objects, made at once; what is new is not relied on before it has shown itself for a moment. */
const WARM_UP_MS = 2_000;

/**
 * What of the engine grows and shrinks, within bounds that the settings give: lanes of the local analyst, contexts made at once,
 * and the bytes of the memory and disk tiers. The tiers never take more than the settings say. Call what it gives whenever these change.
 */
export function engineResources({ pools, gate, cache, settings }: EngineParts): () => Resource[] {
  const size: { memoryBytes?: number; diskBytes?: number } = {};
  const resize = (next: Partial<typeof size>): void => {
    Object.assign(size, next);
    cache.configure({ ...settings().cache, ...size });
  };
  const bytesOf = (name: 'memory' | 'disk') => () => ({
    used: cache.stats().find(({ tier }) => tier === name)?.bytes ?? 0,
    waiting: 0,
  });
  return () => {
    const { localLanes, cache: tiers } = settings();
    return [
      {
        id: 'agent lanes',
        unit: 'lanes',
        least: Math.max(1, Math.floor(localLanes / 2)),
        first: localLanes,
        most: localLanes * limits.laneGrowth,
        warmUpMs: WARM_UP_MS,
        load() {
          const local = pools.get('local')?.stats();
          const lanes = local?.instances.find(({ id }) => id === 'local');
          return { used: lanes?.inFlight ?? 0, waiting: local?.queued ?? 0 };
        },
        apply: (capacity) => pools.get('local')?.resize('local', capacity),
        show: String,
      },
      {
        id: 'compute',
        unit: 'contexts',
        least: 2,
        first: 4,
        most: limits.contextsAtOnce,
        warmUpMs: WARM_UP_MS,
        load: () => ({ used: gate.inside, waiting: gate.waiting }),
        apply(capacity) {
          gate.width = capacity;
        },
        show: String,
      },
      {
        id: 'memory',
        unit: 'bytes',
        least: Math.ceil(tiers.memoryBytes / 4),
        first: Math.ceil(tiers.memoryBytes / 2),
        most: tiers.memoryBytes,
        warmUpMs: 0,
        reserves: 'memoryBytes',
        load: bytesOf('memory'),
        // Prompts and answers under way share it with the answers that are kept, which make room down to the least.
        apply: (capacity, reserved) =>
          resize({ memoryBytes: Math.max(Math.ceil(tiers.memoryBytes / 4), capacity - reserved) }),
        show: megabytes,
      },
      {
        id: 'storage',
        unit: 'bytes',
        least: Math.ceil(tiers.diskBytes / 4),
        // What an earlier session wrote is there already: beginning with less would throw it away.
        first: tiers.diskBytes,
        most: tiers.diskBytes,
        warmUpMs: 0,
        reserves: 'storageBytes',
        load: bytesOf('disk'),
        apply: (capacity) => resize({ diskBytes: capacity }),
        show: megabytes,
      },
    ];
  };
}

function megabytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MB`;
}
