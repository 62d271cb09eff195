import type { Engine } from '../engine/coordinator/engine.ts';
import { WeeError } from '../engine/errors.ts';
import type { Log } from '../engine/ports/log.ts';
import type { EngineDoor } from './engine-door.ts';

export interface EngineDoorOptions {
  readonly folder: string | undefined;
  readonly log: Log;
  /** Makes the engine; may throw. */
  start(): Engine;
  /** Brings the engine up to date with unsaved edits and model choices, before each question. */
  prepare(engine: Engine): Promise<{ readonly pool?: string }>;
}

export interface OwnedEngineDoor extends EngineDoor {
  /** Lets go of the engine; the next need starts another. */
  reset(): Promise<void>;
}

/** Starts the engine at the first need. A failed start is tried again at the next one. */
export function createEngineDoor({ folder, log, start, prepare }: EngineDoorOptions): OwnedEngineDoor {
  const listeners = new Set<() => void>();
  const activity = new Map<object, string>();
  let current: Engine | undefined;
  let failure: WeeError | undefined;
  const changed = (): void => {
    for (const listener of [...listeners]) listener();
  };

  function engine(): Engine {
    if (current !== undefined) return current;
    try {
      current = start();
      failure = undefined;
      current.onDidChange(changed);
      return current;
    } catch (error) {
      failure = new WeeError(
        'internal',
        `WEE could not start: ${error instanceof Error ? error.message : String(error)}`,
        'See “WEE: Show Log”, then reload the window.',
        { cause: error },
      );
      log.error('The engine could not start', error);
      throw failure;
    } finally {
      changed();
    }
  }

  return {
    folder,
    engine,
    running: () => current,
    failure: () => failure?.message,
    async *ask(question, signal) {
      const running = engine();
      const { pool } = await prepare(running);
      const key = {};
      try {
        const asked = question.pool === undefined && pool !== undefined ? { ...question, pool } : question;
        for await (const event of running.ask(asked, { signal })) {
          if (event.type === 'status') {
            activity.set(key, event.message);
            changed();
          }
          yield event;
        }
      } finally {
        activity.delete(key);
        changed();
      }
    },
    onDidChange(listener) {
      listeners.add(listener);
      return { dispose: () => listeners.delete(listener) };
    },
    activity: () => [...activity.values()],
    async reset() {
      const old = current;
      current = undefined;
      failure = undefined;
      await old?.dispose();
      changed();
    },
  };
}
