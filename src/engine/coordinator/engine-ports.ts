import type { AgentFiles } from '../ports/agent-files.ts';
import type { AnswerCache } from '../ports/answer-cache.ts';
import type { Backend } from '../ports/backend.ts';
import type { Clock } from '../ports/clock.ts';
import type { ContextSource } from '../ports/context-source.ts';
import type { Log } from '../ports/log.ts';
import type { ProcessMeter } from '../ports/process-meter.ts';
import type { Random } from '../ports/random.ts';
import type { Secrets } from '../ports/secrets.ts';
import type { SessionStore } from '../ports/session-store.ts';
import type { SpendStore } from '../ports/spend-store.ts';
import type { TraceStore } from '../ports/trace-store.ts';
import type { Workspace } from '../ports/workspace.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';

/** What a door gives the engine. */
export interface EnginePorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly workspace: Workspace;
  readonly secrets: Secrets;
  readonly context: ContextSource;
  readonly cache: AnswerCache;
  /** A language model that the door knows by name, for instances of kind `vscode`. */
  readonly languageModel?: (name: string) => Backend;
  /** What models took. */
  readonly spend: SpendStore;
  /** Agents that the workspace defines. */
  readonly agentFiles: AgentFiles;
  /** Where sessions are kept. */
  readonly sessions: SessionStore;
  /** How much the process takes; absent where nobody knows. */
  readonly meter?: ProcessMeter;
  /** Where traces are kept. */
  readonly traces: TraceStore;
  /** Figures of the engine whose place it takes. */
  readonly before?: Telemetry | undefined;
}
