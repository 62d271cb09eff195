import type { UserAgent } from '../agents/user/gather-agents.ts';
import type { AgentDefinition, AgentId } from '../domain/agent.ts';
import type { AgentFault } from '../domain/agent-file.ts';
import type { AskEvent } from '../domain/ask-event.ts';
import type { Approve, SpendReport } from '../domain/budget.ts';
import type { ProjectContext } from '../domain/context/context.ts';
import type { DoctorCheck } from '../domain/doctor-check.ts';
import type { Prompt } from '../domain/prompt.ts';
import type { Question } from '../domain/question.ts';
import type { SessionEvent, SessionRecord, SessionSummary } from '../domain/session.ts';
import type { EngineSettings } from '../domain/settings.ts';
import type { TelemetrySnapshot } from '../domain/telemetry-snapshot.ts';
import type { Trace } from '../domain/trace.ts';
import type { Backend } from '../ports/backend.ts';
import type { IndexProgress, IndexStatus } from '../ports/context-source.ts';
import type { Disposable } from '../ports/disposable.ts';
import type { EmbeddingMeter } from '../ports/embedder.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import type { Answers } from './answers/answers.ts';
import type { TraceFigures } from './traces/trace-figures.ts';

export interface AskOptions {
  readonly signal?: AbortSignal;
  /** Lets a person decide where an estimate is above what goes without asking; without it such a question fails with `needs-approval`. */
  readonly approve?: Approve;
}

/** What a door holds: the whole engine. Made by `createEngine`. */
export interface Engine {
  /** The seven, then the workspace's own as they were read last. */
  readonly agents: readonly AgentDefinition[];
  /** The workspace's own agents with their files, and what is wrong in files. Reads them at the first call. */
  agentFiles(): Promise<{ readonly own: readonly UserAgent[]; readonly faults: readonly AgentFault[] }>;
  /** A file of an agent changed: all are read anew. */
  reloadAgents(): Promise<void>;
  /** Called after agents were read. */
  onDidChangeAgents(listener: () => void): Disposable;
  /** The seven steps; never throws, ends with `done` or `failed`. Aborting ends it with code `cancelled`. */
  ask(question: Question, options?: AskOptions): AsyncIterable<AskEvent>;
  /** The cache, to look into and to fill ahead. */
  readonly answers: Answers;
  /** Several agents on one question; never throws, ends with `done` or `failed`. Leaving or aborting it cancels its steps. */
  session(question: Question, options?: AskOptions): AsyncIterable<SessionEvent>;
  /** Who would work on a question together, whether it asks for several agents by itself, and why. */
  team(
    question: Question,
  ): Promise<{ readonly wanted: boolean; readonly agents: readonly AgentId[]; readonly reason: string }>;
  /** Sessions of this and earlier runs, newest first. */
  sessions(): Promise<readonly SessionSummary[]>;
  /** One of them by its id or the beginning of it. */
  sessionRecord(id: string): Promise<SessionRecord | undefined>;
  /** What the last questions cost, of this and earlier runs, newest first. */
  traces(limit: number): Promise<readonly Trace[]>;
  /** One of them by its id or the beginning of it. */
  trace(id: string): Promise<Trace | undefined>;
  /** The figures of all of them together. */
  figures(): Promise<TraceFigures>;
  /** The same as a snapshot, as if this process had asked all of it. */
  replay(): Promise<TelemetrySnapshot>;
  /** Step 1 alone, for a preview. Rejects with a WeeError. */
  context(
    question: Question,
    options?: { readonly signal?: AbortSignal; readonly onProgress?: (progress: IndexProgress) => void },
  ): Promise<ProjectContext>;
  /** Steps 1 and 2 alone: the prompt that a question would send now. Rejects with a WeeError. */
  preview(
    question: Question,
    options?: { readonly signal?: AbortSignal; readonly onProgress?: (progress: IndexProgress) => void },
  ): Promise<Prompt>;
  /** Takes new settings; running questions end with the old ones. */
  configure(settings: EngineSettings): void;
  /** Adds a backend that only a door knows (a VS Code language model) as a pool of its id; replaces one of the same id. Offline, none that opens a connection. */
  addBackend(backend: Backend, limit: number): void;
  snapshot(): TelemetrySnapshot;
  /** For the engine that takes its place, so that the figures go on. */
  readonly telemetry: Telemetry;
  /** What models took this day and month, and the budgets; reads what earlier runs took at the first call. */
  spend(): Promise<SpendReport>;
  /** Counts embeddings, which the door asks for, in the budgets. */
  readonly meterEmbeddings: EmbeddingMeter;
  /** Called after a question ended or a load changed; the listener asks for a snapshot when it wants one. */
  onDidChange(listener: () => void): Disposable;
  resetTelemetry(): void;
  indexStatus(): Promise<IndexStatus>;
  /** Called with each step that the index makes: for progress. */
  onIndexProgress(listener: (progress: IndexProgress) => void): Disposable;
  /** Stops all work on the index at once. Questions are answered from what is there, until `resumeIndex` takes up the work. */
  pauseIndex(): void;
  resumeIndex(): void;
  /** Removes every cached answer; resolves to how many. */
  clearCache(): Promise<number>;
  /** Drops one answer: the person said it is wrong. */
  evict(digest: string): void;
  doctor(): Promise<readonly DoctorCheck[]>;
  /** Opens what the first question would otherwise wait for. Never rejects: what cannot be opened is in the notices. */
  warm(): Promise<void>;
  /** Writes what is pending and lets go of everything. */
  dispose(): Promise<void>;
}
