import type { EngineSettings } from '../domain/settings.ts';
import type { PoolStats } from '../domain/telemetry-snapshot.ts';
import { WeeError } from '../errors.ts';
import { limits } from '../limits.ts';
import type { Backend } from '../ports/backend.ts';
import type { Clock } from '../ports/clock.ts';
import { Pool } from '../routing/pool.ts';

/** Which pool a question goes to, by settings, trust and what the person picked. */
export class Pools {
  readonly #clock: Clock;
  readonly #pools = new Map<string, { readonly pool: Pool; readonly remote: boolean }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Adds a backend as a pool of its id, or replaces it; running questions keep the old one. */
  set(backend: Backend, limit: number): void {
    if (!this.#pools.has(backend.id) && this.#pools.size >= limits.pools) {
      const oldest = [...this.#pools.keys()].find((id) => id.startsWith('vscode:'));
      if (oldest !== undefined) this.#pools.delete(oldest);
    }
    const instance = { id: backend.id, backend, limit: Math.max(1, Math.floor(limit)) };
    this.#pools.set(backend.id, { pool: new Pool(backend.id, [instance], this.#clock), remote: backend.remote });
  }

  has(id: string): boolean {
    return this.#pools.has(id);
  }

  delete(id: string): void {
    this.#pools.delete(id);
  }

  /**
   * The pool for a question. `wanted` is what the question names, else the setting decides.
   * @throws WeeError `no-instance` or `offline`, with what to do.
   */
  pick(wanted: string | undefined, settings: EngineSettings, trusted: boolean): Pool {
    const id = this.#resolve(wanted ?? settings.pool);
    const found = this.#pools.get(id);
    if (found === undefined) {
      throw new WeeError(
        'no-instance',
        `No instance can answer: “${id}” is not set up.`,
        id === 'openai'
          ? 'Set wee.openai.baseUrl and wee.openai.model, or set wee.pool to “local”.'
          : 'Pick another model, or set wee.pool to “local”.',
      );
    }
    if (found.remote && settings.offline) {
      throw new WeeError(
        'offline',
        `WEE is offline and “${id}” needs a connection.`,
        'Turn off wee.offline, or set wee.pool to “local”.',
      );
    }
    if (found.remote && !trusted) {
      throw new WeeError(
        'no-instance',
        'This workspace is not trusted, so nothing of it is sent to a model.',
        'Trust the workspace, or set wee.pool to “local”.',
      );
    }
    return found.pool;
  }

  stats(): PoolStats[] {
    return [...this.#pools.values()].map(({ pool }) => pool.stats());
  }

  #resolve(wanted: string): string {
    if (wanted === 'auto') return this.#pools.has('openai') ? 'openai' : 'local';
    if (wanted === 'vscode') return [...this.#pools.keys()].find((id) => id.startsWith('vscode:')) ?? 'vscode';
    return wanted;
  }
}
