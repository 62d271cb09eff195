import type { Price } from '../../domain/budget.ts';
import type { OnDecision } from '../../domain/decision.ts';
import type { EngineSettings } from '../../domain/settings.ts';
import type { PoolStats } from '../../domain/telemetry-snapshot.ts';
import { WeeError } from '../../errors.ts';
import { limits } from '../../limits.ts';
import type { Backend } from '../../ports/backend.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Random } from '../../ports/random.ts';
import type { InstanceSpec } from '../../routing/instance-spec.ts';
import { Pool, type PoolOptions } from '../../routing/pool.ts';
import { isModel } from './is-model.ts';

export interface PoolsOptions {
  readonly clock: Clock;
  readonly random: Random;
  readonly onDecision?: OnDecision | undefined;
  readonly strategy?: PoolOptions['strategy'];
}

/** Which pool a question goes to, by settings, trust and what the person picked. */
export class Pools {
  readonly #options: PoolsOptions;
  readonly #pools = new Map<string, { readonly pool: Pool; specs: readonly InstanceSpec[] }>();

  constructor(options: PoolsOptions) {
    this.#options = options;
  }

  /** The instances of a pool from now on; running questions end where they are. None removes it. */
  set(id: string, specs: readonly InstanceSpec[]): void {
    const known = this.#pools.get(id);
    if (specs.length === 0) {
      known?.pool.dispose();
      this.#pools.delete(id);
    } else if (known !== undefined) {
      known.specs = specs;
      known.pool.update(specs);
    } else {
      this.#makeRoom();
      this.#pools.set(id, { pool: new Pool({ ...this.#options, id }, specs), specs });
    }
  }

  /** Takes away what would open a connection; who is waiting there is refused. */
  goOffline(): void {
    for (const [id, { specs }] of [...this.#pools]) if (opensConnections(specs)) this.set(id, []);
  }

  /** A pool of one backend, by its id. */
  setBackend(backend: Backend, limit: number): void {
    this.set(backend.id, [{ id: backend.id, backend, limit: Math.max(1, Math.floor(limit)) }]);
  }

  /**
   * The pool for a question. `wanted` is what the question names, else the setting decides.
   * @throws WeeError `no-instance` or `offline`, with what to do.
   */
  pick(wanted: string | undefined, settings: EngineSettings, trusted: boolean): Pool {
    const id = this.#resolve(wanted ?? settings.pool, settings, trusted);
    const found = this.#pools.get(id);
    if (found === undefined && settings.offline && id !== 'local') throw offline(id);
    if (found === undefined) {
      throw new WeeError(
        'no-instance',
        `No instance can answer: “${id}” is not set up.`,
        id === 'openai'
          ? 'Set wee.openai.baseUrl and wee.openai.model, or set wee.pool to “local”.'
          : 'Run “WEE: Choose Model”, or set wee.pool to “local”.',
      );
    }
    const remote = opensConnections(found.specs);
    if (remote && settings.offline) throw offline(id);
    if (remote && !trusted) {
      throw new WeeError(
        'no-instance',
        'This workspace is not trusted, so nothing of it is sent to a model.',
        'Trust the workspace, or set wee.pool to “local”.',
      );
    }
    return found.pool;
  }

  /** Why `auto` is the local analysis although a model is set up, where that is so. */
  whyLocal(wanted: string | undefined, settings: EngineSettings, trusted: boolean): string | undefined {
    if (trusted && !settings.offline) return undefined;
    if ((wanted ?? settings.pool) !== 'auto' || !namesModel(settings)) return undefined;
    return `${settings.offline ? 'offline' : 'this workspace is not trusted'}, so no model is asked`;
  }

  /** The local analyst, where it may stand in for `pool` after this failure. */
  fallbackFor(pool: Pool, { routing, budget }: EngineSettings, { code }: WeeError): Pool | undefined {
    const local = this.#pools.get('local')?.pool;
    const may = code === 'over-budget' ? budget.over === 'local' : routing.fallback;
    return may && local !== pool ? local : undefined;
  }

  /** Per million tokens; `undefined` for an instance without a price. */
  priceOf(instanceId: string): Price | undefined {
    for (const { specs } of this.#pools.values()) {
      const found = specs.find(({ id }) => id === instanceId);
      if (found !== undefined) return found.price;
    }
    return undefined;
  }

  /** Models of a pool that have no price, as people know them. */
  unpriced(pool: Pool): readonly string[] {
    return this.#specs(pool).flatMap(({ backend, price }) =>
      price === undefined && isModel(backend) ? [backend.label] : [],
    );
  }

  /** Whether a question to it opens a connection. */
  isRemote(pool: Pool): boolean {
    return opensConnections(this.#specs(pool));
  }

  get(id: string): Pool | undefined {
    return this.#pools.get(id)?.pool;
  }

  /** Queued questions move from overloaded instances to idle ones. */
  rebalance(): void {
    for (const { pool } of this.#pools.values()) pool.rebalance();
  }

  all(): Pool[] {
    return [...this.#pools.values()].map(({ pool }) => pool);
  }

  stats(): PoolStats[] {
    return this.all().map((pool) => pool.stats());
  }

  dispose(): void {
    for (const id of [...this.#pools.keys()]) this.set(id, []);
  }

  #specs(pool: Pool): readonly InstanceSpec[] {
    return [...this.#pools.values()].find((one) => one.pool === pool)?.specs ?? [];
  }

  #makeRoom(): void {
    if (this.#pools.size < limits.pools) return;
    const oldest = [...this.#pools.keys()].find((id) => id.startsWith('vscode:'));
    if (oldest !== undefined) this.set(oldest, []);
  }

  #resolve(wanted: string, settings: EngineSettings, trusted: boolean): string {
    if (wanted === 'auto') {
      // Who set up a model that may not be asked here gets the local analysis, unless they want none in its place.
      const mayStandIn = settings.routing.fallback;
      const model = ['openai', 'vscode'].find((id) => this.#pools.has(id));
      if (model === undefined) return settings.offline && !mayStandIn && namesModel(settings) ? 'openai' : 'local';
      return trusted || !mayStandIn || !opensConnections(this.#pools.get(model)?.specs ?? []) ? model : 'local';
    }
    if (wanted === 'vscode' && !this.#pools.has('vscode')) {
      return [...this.#pools.keys()].find((id) => id.startsWith('vscode:')) ?? 'vscode';
    }
    return wanted;
  }
}

function offline(id: string): WeeError {
  return new WeeError(
    'offline',
    `WEE is offline and “${id}” needs a connection.`,
    'Turn off wee.offline (on the command line: leave out --offline), or set wee.pool to “local”.',
  );
}

function opensConnections(specs: readonly InstanceSpec[]): boolean {
  return specs.some(({ backend }) => backend.remote);
}

function namesModel({ openai, instances }: EngineSettings): boolean {
  return (openai.baseUrl !== '' && openai.model !== '') || instances.some(({ kind }) => kind !== 'local');
}
