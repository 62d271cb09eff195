import type { TierStats } from '../ports/answer-cache.ts';
import type { AgentId } from './agent.ts';
import type { Alert } from './alert.ts';
import type { SpendReport } from './budget.ts';
import type { Decision } from './decision.ts';
import type { ResourceStats } from './resource-stats.ts';
import type { Trace } from './trace.ts';

/** A distribution of durations, ms. All zero while `count` is 0. */
export interface Percentiles {
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

export interface AgentStats {
  readonly id: AgentId;
  readonly name: string;
  readonly asked: number;
  readonly failed: number;
  readonly inFlight: number;
  /** Whole answers, ms. */
  readonly total: Percentiles;
  /** Its part in sessions. */
  readonly coordination: AgentCoordination;
}

/** How an agent fared in sessions; all zero while `steps` is 0. */
export interface AgentCoordination {
  /** Steps that it was given. */
  readonly steps: number;
  /** Its working time / the sessions' wall time, 0 to 1. */
  readonly efficiency: number;
  /** Share of its time, from ready to done, that went into coordination: waiting for an instance. */
  readonly overhead: number;
}

/** Figures of all sessions. */
export interface SessionStats {
  readonly count: number;
  readonly partial: number;
  readonly failed: number;
  readonly cancelled: number;
  /** Wall time, ms. */
  readonly total: Percentiles;
  /** Mean over sessions: sum of the steps / wall time, and the share of it in which no agent worked. */
  readonly efficiency: number;
  readonly overhead: number;
}

export interface InstanceStats {
  readonly id: string;
  readonly label: string;
  readonly inFlight: number;
  /** Questions that it takes at once as of now: adapts to latency and refusals, between 1 and `allowed`. */
  readonly limit: number;
  readonly allowed: number;
  readonly served: number;
  readonly failed: number;
  /** `closed` is well; `open` rests after failures; `held` waits for the time that its endpoint named. */
  readonly health: 'closed' | 'open' | 'half-open' | 'held' | 'ejected';
  /** ms until it may be asked again, 0 when it may. */
  readonly restMs: number;
  /** Expected, ms; 0 while nothing was measured. */
  readonly firstTokenMs: number;
  /** Share of the last 20 seconds' requests that failed, 0 to 1. */
  readonly recentFailureRate: number;
}

export interface PoolStats {
  readonly id: string;
  readonly queued: number;
  readonly queueLimit: number;
  /** Second requests sent because a first token was late, and how many of them won. */
  readonly hedges: { readonly sent: number; readonly won: number };
  readonly instances: readonly InstanceStats[];
}

/** One interval of the live chart. */
export interface SeriesPoint {
  /** Start of the interval, ms since the epoch. */
  readonly at: number;
  readonly asked: number;
  readonly hits: number;
  /** Of what WEE owns (everything but the backend), ms; 0 when nothing was asked. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** Answers by the tier that they came from; `none` for new ones. */
  readonly served: Readonly<Record<string, number>>;
}

/** Everything the panel draws, at one moment. */
export interface TelemetrySnapshot {
  readonly at: number;
  /** How far back the figures reach, ms: since the engine started or was reset. */
  readonly windowMs: number;
  readonly asked: number;
  readonly hits: number;
  readonly failed: number;
  readonly cancelled: number;
  /** What WEE owns: everything but the backend step. */
  readonly owned: Percentiles;
  /** Whole questions that were served from cache. */
  readonly hit: Percentiles;
  /** Whole questions that were answered anew. */
  readonly miss: Percentiles;
  readonly context: Percentiles;
  /** The model's time to its first token, shown apart. */
  readonly firstToken: Percentiles;
  readonly tiers: readonly TierStats[];
  readonly agents: readonly AgentStats[];
  readonly sessions: SessionStats;
  readonly pools: readonly PoolStats[];
  /** What the engine has more or less of, as the load asks. */
  readonly resources: readonly ResourceStats[];
  /** What the engine decided by itself, newest first, at most 100. */
  readonly decisions: readonly Decision[];
  /** Oldest first. */
  readonly series: readonly SeriesPoint[];
  /** Newest first, at most 50. */
  readonly recent: readonly Trace[];
  /** What hits saved: tokens not sent or generated again (estimated), and generation time, ms. */
  readonly saved: { readonly tokens: number; readonly ms: number };
  /** What models took, over restarts and for all workspaces together. */
  readonly spend: SpendReport;
  /** What is past its threshold. */
  readonly alerts: readonly Alert[];
  /** For people: what is missing or degraded. Empty when all is well. */
  readonly notices: readonly string[];
}
