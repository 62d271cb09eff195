import type { FromTab, ToTab } from '../dashboard/tab/protocol.ts';
import { MOST_ROWS } from '../dashboard/tab/protocol.ts';
import type { Engine } from '../engine/coordinator/engine.ts';
import type { Answer } from '../engine/domain/answer.ts';
import type { CacheFilter } from '../engine/domain/cache-entry.ts';
import type { TelemetrySnapshot } from '../engine/domain/telemetry-snapshot.ts';
import { WeeError } from '../engine/errors.ts';

type WithoutVersion<T> = T extends unknown ? Omit<T, 'version'> : never;
export type Tell = (message: WithoutVersion<ToTab>) => void;

/** The most answers that are counted before they are removed together. */
const MOST_COUNTED = 100_000;

/** What a desk asks of the door that it stands in. */
export interface TabDoor {
  engine(): Engine;
  /** As `engine`, for what may take a while. */
  using<T>(work: (engine: Engine) => Promise<T>): Promise<T>;
  figures(): Promise<TelemetrySnapshot>;
  /** Whether a person agrees that so many answers go. */
  confirm(filter: CacheFilter, count: number): Promise<boolean>;
  /** Shows a line of a file of the workspace. Rejects with a WeeError where there is none. */
  open(path: string, line: number): Promise<void>;
  /** Shows where a database lies. */
  reveal(path: string): Promise<void>;
  ask(): Promise<void>;
  retry(): void;
  /** Takes note of what failed. */
  log(message: string, error: unknown): void;
}

/** Serves the requests of one dashboard page, in any door. What a person removes alone can be undone; what goes together is confirmed first. */
export class TabDesk {
  readonly #door: TabDoor;
  readonly #tell: Tell;
  /** What was removed last. */
  #removed: Answer | undefined;

  constructor(door: TabDoor, tell: Tell) {
    this.#door = door;
    this.#tell = tell;
  }

  /** Never rejects: a failure is shown in the tab, with its remedy. */
  async serve(request: FromTab): Promise<void> {
    try {
      await this.#serve(request);
    } catch (thrown) {
      const error = WeeError.from(thrown);
      this.#door.log(error.message, thrown);
      this.#tell({ type: 'failed', message: error.message, remedy: error.remedy });
    }
  }

  async #serve(request: FromTab): Promise<void> {
    const tell = this.#tell;
    switch (request.type) {
      case 'ready':
        return;
      case 'retry':
        this.#door.retry();
        tell({ type: 'changed' });
        return;
      case 'ask':
        await this.#door.ask();
        return;
      case 'questions': {
        const engine = this.#door.engine();
        tell({
          type: 'questions',
          traces: (await this.#door.figures()).recent,
          agents: engine.agents.map(({ id }) => id),
        });
        return;
      }
      case 'figures':
        tell({ type: 'figures', snapshot: await this.#door.figures() });
        return;
      case 'list':
        await this.#list(request.filter);
        return;
      case 'show':
        await this.#show(request.digest);
        return;
      case 'why': {
        const { agent, question } = request;
        tell({ type: 'why', why: await this.#door.using((engine) => engine.answers.why({ agent, text: question })) });
        return;
      }
      case 'evict':
        await this.#evict(request.digest);
        return;
      case 'undo':
        if (this.#removed !== undefined) this.#door.engine().answers.restore(this.#removed);
        this.#removed = undefined;
        return;
      case 'clear':
        await this.#clear(request.filter);
        return;
      case 'open':
        await this.#door.open(request.path, request.line ?? 1);
        return;
      case 'reveal': {
        const { path } = this.#door.engine().answers.store();
        if (path !== undefined) await this.#door.reveal(path);
      }
    }
  }

  async #list(filter: CacheFilter): Promise<void> {
    const engine = this.#door.engine();
    const entries = await engine.answers.list(filter, MOST_ROWS);
    this.#tell({
      type: 'entries',
      entries,
      agents: engine.agents.map(({ id }) => id),
      store: engine.answers.store(),
      notices: engine.snapshot().notices,
    });
  }

  async #show(digest: string): Promise<void> {
    const found = await this.#door.engine().answers.show(digest);
    if (found === undefined) {
      this.#tell({ type: 'detail', digest });
      return;
    }
    const { text, sources } = found.answer;
    const now = await this.#door.using((engine) => engine.answers.standing(digest));
    this.#tell({ type: 'detail', digest, detail: { entry: found.entry, text, sources, now } });
  }

  async #evict(digest: string): Promise<void> {
    const engine = this.#door.engine();
    const found = await engine.answers.show(digest);
    engine.evict(digest);
    this.#removed = found?.answer;
    this.#tell({ type: 'removed', count: 1, undo: found !== undefined });
    this.#tell({ type: 'detail', digest });
    this.#tell({ type: 'changed' });
  }

  async #clear(filter: CacheFilter): Promise<void> {
    const { answers } = this.#door.engine();
    const { length } = await answers.list(filter, MOST_COUNTED);
    if (length === 0) return;
    if (!(await this.#door.confirm(filter, length))) return;
    const count = await answers.clear(Object.keys(filter).length === 0 ? undefined : filter);
    this.#removed = undefined;
    this.#tell({ type: 'removed', count, undo: false });
    this.#tell({ type: 'changed' });
  }
}
