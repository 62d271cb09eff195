import type { AlertSettings } from './alert.ts';
import type { BudgetSettings } from './budget.ts';
import type { InstanceDefinition } from './instance-definition.ts';

/** What a person can set, the same for both doors. The doors read it from settings.json or from flags and environment. */
export interface EngineSettings {
  /** Who answers: `auto` is the OpenAI-compatible endpoint where one is configured, else the local analyst. */
  readonly pool: 'auto' | 'local' | 'openai' | 'vscode';
  readonly openai: {
    /** For example `http://localhost:11434/v1`; empty when none is configured. */
    readonly baseUrl: string;
    readonly model: string;
    /** Requests at once. */
    readonly maxInFlight: number;
    /** ms without a byte until a request counts as hung. */
    readonly timeoutMs: number;
  };
  /** An OpenAI-compatible endpoint by whose embeddings files are found too; empty when there is none. */
  readonly embeddings: { readonly baseUrl: string; readonly model: string };
  /** Further instances, beside that of `openai`. */
  readonly instances: readonly InstanceDefinition[];
  readonly routing: {
    /** `auto` chooses by question: a specialist for complex ones, response time for urgent ones, else least connections. */
    readonly strategy: 'auto' | 'round_robin' | 'least_connections' | 'weighted_response_time' | 'agent_specialization';
    /** Whether the local analyst stands in when no model answers; it says so. */
    readonly fallback: boolean;
    /** Whether a second instance is asked when the first token is late; at most 5 % extra requests. */
    readonly hedge: boolean;
  };
  /** For people: entries that made no sense and were left out. */
  readonly faults: readonly string[];
  /** Questions that the local analyst works on at once. */
  readonly localLanes: number;
  readonly context: {
    /** Tokens a context may take. */
    readonly budgetTokens: number;
    /** Globs left out of the index, besides what git ignores. */
    readonly exclude: readonly string[];
  };
  readonly cache: {
    readonly memoryBytes: number;
    readonly diskBytes: number;
    /** ms an answer lives in memory; twice that on disk. At least 300,000. */
    readonly ttlMs: number;
    /** Other lifetimes in memory, ms, by `agent`, `backend` or `agent@backend`. */
    readonly ttlFor: Readonly<Record<string, number>>;
    /** Whether stale answers that are asked often are asked again in the background, where that is free. */
    readonly warm: boolean;
  };
  readonly session: {
    /** ms until a step of a session is given up; the others go on. */
    readonly stepTimeoutMs: number;
    /** Tokens that a step of a session may take, prompt and answer together. */
    readonly stepTokens: number;
  };
  /** What models may take. */
  readonly budget: BudgetSettings;
  /** When figures raise an alert. */
  readonly alerts: AlertSettings;
  /** No socket is opened: remote backends are left out. */
  readonly offline: boolean;
}

export const defaultSettings: EngineSettings = {
  pool: 'auto',
  openai: { baseUrl: '', model: '', maxInFlight: 4, timeoutMs: 60_000 },
  embeddings: { baseUrl: '', model: '' },
  instances: [],
  routing: { strategy: 'auto', fallback: true, hedge: true },
  faults: [],
  localLanes: 4,
  context: { budgetTokens: 24_000, exclude: [] },
  cache: { memoryBytes: 32 * 2 ** 20, diskBytes: 256 * 2 ** 20, ttlMs: 7 * 24 * 3_600_000, ttlFor: {}, warm: true },
  session: { stepTimeoutMs: 60_000, stepTokens: 32_000 },
  budget: { limits: {}, agents: {}, approve: { tokens: 0, cost: 0 }, over: 'refuse' },
  alerts: { cpu: 0.8, memory: 0.85, hitRate: 0.7, agentP95Ms: 500, success: 0.95 },
  offline: false,
};
