import { createLocalAnalyst } from '../../backends/local-analyst/local-analyst.ts';
import { createOpenAiBackend } from '../../backends/openai/openai-backend.ts';
import { OPENAI_KEY } from '../../backends/openai/setting-names.ts';
import type { InstanceDefinition } from '../../domain/instance-definition.ts';
import type { EngineSettings } from '../../domain/settings.ts';
import type { Backend } from '../../ports/backend.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Secrets } from '../../ports/secrets.ts';
import type { InstanceSpec } from '../../routing/instance-spec.ts';

/** What backends are made of. */
export interface BackendParts {
  readonly clock: Clock;
  readonly secrets: Secrets;
  /** A language model that the door knows by name; absent where there are none. */
  readonly languageModel?: ((name: string) => Backend) | undefined;
}

/**
 * The instances that settings describe, by pool. Keeps its backends: one that is described as before is the same object, so
 * that its load and health survive a change of settings.
 */
export class InstanceBuilder {
  readonly #parts: BackendParts;
  #backends = new Map<string, Backend>();

  constructor(parts: BackendParts) {
    this.#parts = parts;
  }

  /** @returns pool id → its instances, and for people what cannot be had here. */
  build(settings: EngineSettings): {
    readonly pools: ReadonlyMap<string, InstanceSpec[]>;
    readonly faults: readonly string[];
    /** Ids of the instances that are left out because they would open a connection. */
    readonly offline: readonly string[];
  } {
    const kept = new Map<string, Backend>();
    const pools = new Map<string, InstanceSpec[]>();
    const faults: string[] = [];
    const backendOf = (key: string, make: () => Backend): Backend => {
      const backend = kept.get(key) ?? this.#backends.get(key) ?? make();
      kept.set(key, backend);
      return backend;
    };
    const offline: string[] = [];
    const add = (pool: string, spec: InstanceSpec): void => {
      // What is not there can neither be asked nor probed.
      if (settings.offline && spec.backend.remote) {
        offline.push(spec.id);
        return;
      }
      const specs = pools.get(pool) ?? [];
      specs.push(spec);
      pools.set(pool, specs);
    };
    const local = (): Backend => backendOf('local', createLocalAnalyst);
    add('local', { id: 'local', backend: local(), limit: settings.localLanes });
    for (const definition of [...simpleForm(settings), ...settings.instances]) {
      const { id, kind, models, weight, specialties, price, baseUrl } = definition;
      const shared = { weight, specialties, price, endpoint: id, ...limitsOf(definition) };
      if (kind === 'local') add('local', { id, backend: local(), ...shared });
      for (const model of models) {
        const place = models.length === 1 ? id : `${id}/${model}`;
        if (kind === 'openai' && baseUrl !== undefined) {
          const { timeoutMs } = settings.openai;
          const backend = backendOf(JSON.stringify([id, baseUrl, model, timeoutMs]), () =>
            createOpenAiBackend({ baseUrl, model, timeoutMs, keyName: id, ...this.#parts }),
          );
          add('openai', { id: place, backend, ...shared });
        } else if (kind === 'vscode') {
          const { languageModel } = this.#parts;
          if (languageModel === undefined) faults.push(`“${id}”: models of VS Code are there in the editor only.`);
          else
            add('vscode', { id: place, backend: backendOf(`vscode ${model}`, () => languageModel(model)), ...shared });
        }
      }
    }
    this.#backends = kept;
    return { pools, faults, offline };
  }
}

function limitsOf({
  limits,
}: InstanceDefinition): Pick<InstanceSpec, 'limit' | 'requestsPerMinute' | 'tokensPerMinute' | 'promptTokens'> {
  return {
    limit: limits.concurrency,
    requestsPerMinute: limits.requestsPerMinute,
    tokensPerMinute: limits.tokensPerMinute,
    promptTokens: limits.promptTokens,
  };
}

/** `wee.openai.*`: one endpoint with one model. */
function simpleForm({ openai: { baseUrl, model, maxInFlight } }: EngineSettings): InstanceDefinition[] {
  if (baseUrl === '' || model === '') return [];
  return [
    {
      id: OPENAI_KEY,
      kind: 'openai',
      baseUrl,
      models: [model],
      weight: 1,
      specialties: [],
      limits: { concurrency: maxInFlight },
    },
  ];
}
