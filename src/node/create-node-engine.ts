import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createAnswerCache } from '../engine/cache/create-answer-cache.ts';
import { redact } from '../engine/context/redact/redact.ts';
import { createSpendStore } from '../engine/coordinator/budget/store/create-spend-store.ts';
import { createEngine } from '../engine/coordinator/create-engine.ts';
import type { Engine } from '../engine/coordinator/engine.ts';
import type { EnginePorts } from '../engine/coordinator/engine-ports.ts';
import { createSessionStore } from '../engine/coordinator/session/store/create-session-store.ts';
import { createTraceStore } from '../engine/coordinator/traces/create-trace-store.ts';
import type { EngineSettings } from '../engine/domain/settings.ts';
import type { Backend } from '../engine/ports/backend.ts';
import type { Log } from '../engine/ports/log.ts';
import type { Secrets } from '../engine/ports/secrets.ts';
import type { Workspace } from '../engine/ports/workspace.ts';
import { loadDriver } from '../engine/storage/load-driver.ts';
import { createAgentFiles } from './agent-files.ts';
import { createEmbedder } from './create-embedder.ts';
import { grammarFolder } from './grammar-folder.ts';
import { nativeBinding } from './native-binding.ts';
import { createProcessMeter } from './process-meter.ts';
import { systemClock } from './system-clock.ts';
import { systemRandom } from './system-random.ts';
import { createWorkerContext, type WorkerContext } from './worker-context.ts';

export interface NodeEngineOptions {
  /** Where answers.db and index.db live; made when first needed. */
  readonly dataFolder: string;
  /** Where spend.db lives, one for all workspaces; made when first needed. */
  readonly sharedFolder: string;
  /** Where worker.js, the binaries and the grammars lie. */
  readonly distFolder: string;
  readonly workspace: Workspace;
  readonly secrets: Secrets;
  readonly log: Log;
  readonly settings: EngineSettings;
  /** Nobody tells of changes while it runs: no question is answered before the whole workspace was looked at. */
  readonly settled?: boolean;
  /** See `EnginePorts`. */
  readonly languageModel?: (name: string) => Backend;
  readonly before?: EnginePorts['before'];
}

export interface NodeEngine {
  readonly engine: Engine;
  /** Tell it of changes in the workspace. */
  readonly context: WorkerContext;
  /** Loads SQLite's binary, so that the first opening of a database takes less of a turn. Never rejects. */
  loadDriver(): Promise<void>;
}

/** An engine from plain Node parts, the same for both doors. Synchronous; opens nothing before the first question. */
export function createNodeEngine(options: NodeEngineOptions): NodeEngine {
  const { dataFolder, distFolder, workspace, secrets, log, settings, languageModel } = options;
  const binding = nativeBinding(distFolder);
  const bundled = join(distFolder, 'worker.js');
  const context = createWorkerContext({
    script: existsSync(bundled) ? bundled : join(import.meta.dirname, '..', 'worker', 'main.ts'),
    folders: workspace.folders.all.map(({ path, name, exclude }) => ({
      path,
      name,
      exclude: [...settings.context.exclude, ...exclude],
    })),
    indexPath: join(dataFolder, 'index.db'),
    binding,
    grammars: grammarFolder(distFolder),
    trusted: workspace.trusted,
    settled: options.settled ?? false,
    embedder: createEmbedder(settings, workspace.trusted, secrets, systemClock, (tokens) =>
      engine.meterEmbeddings(tokens),
    ),
    log,
  });
  const onDisk = workspace.folders.all.length > 0 && workspace.trusted;
  const cache = createAnswerCache({
    path: onDisk ? join(dataFolder, 'answers.db') : undefined,
    binding,
    ...settings.cache,
    carryOver: (path) => context.carryOver(path),
    hasSecret: (text) => redact(text).count > 0,
    clock: systemClock,
    random: systemRandom,
    log,
  });
  const sessions = createSessionStore({
    path: onDisk ? join(dataFolder, 'sessions.db') : undefined,
    binding,
    clock: systemClock,
    log,
  });
  const traces = createTraceStore({
    path: onDisk ? join(dataFolder, 'traces.db') : undefined,
    binding,
    clock: systemClock,
    log,
    clean: (text) => redact(text).text,
  });
  const followed = withRevision(workspace, context);
  const ports = {
    clock: systemClock,
    random: systemRandom,
    log,
    workspace: followed,
    secrets,
    context,
    cache,
    ...(languageModel !== undefined && { languageModel }),
    sessions,
    before: options.before,
    meter: createProcessMeter(),
    spend: createSpendStore({ path: join(options.sharedFolder, 'spend.db'), binding, clock: systemClock, log }),
    traces,
    // The words of a stranger's agent would be a model's instructions.
    agentFiles: createAgentFiles(workspace.trusted ? workspace.folders.all : []),
  };
  const engine: Engine = createEngine(ports, settings);
  return {
    engine,
    context,
    // Where there is none, the first database that is opened says so.
    loadDriver: () =>
      loadDriver({ binding }).then(
        () => {},
        () => {},
      ),
  };
}

/** A generation that also rises when the index found by itself what could alter a context. */
function withRevision(workspace: Workspace, context: WorkerContext): Workspace {
  return {
    folders: workspace.folders,
    name: workspace.name,
    get trusted() {
      return workspace.trusted;
    },
    generation: () => workspace.generation() + context.revision(),
    onDidChange(listener) {
      const parts = [
        workspace.onDidChange(listener),
        context.onDidChange((progress) => {
          if (progress === undefined) listener();
        }),
      ];
      return {
        dispose() {
          for (const part of parts) part.dispose();
        },
      };
    },
  };
}
