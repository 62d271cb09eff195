import type { AgentDefinition } from '../../domain/agent.ts';
import type { Tier } from '../../domain/answer.ts';
import type { AgentStats, Percentiles } from '../../domain/telemetry-snapshot.ts';
import type { Trace } from '../../domain/trace.ts';
import type { Clock } from '../../ports/clock.ts';
import { replayTraces } from './replay-traces.ts';

/** Figures of the kept traces, of this and earlier runs. */
export interface TraceFigures {
  /** When the first of them was asked, ms since the epoch; absent when there is none. */
  readonly since?: number;
  readonly asked: number;
  readonly hits: number;
  readonly failed: number;
  readonly cancelled: number;
  /** Of the questions that were answered, 0 to 1; 0 while none was. */
  readonly hitRate: number;
  readonly tiers: Readonly<Record<Exclude<Tier, 'none'>, number>>;
  /** ms: what WEE owns, hits, misses, contexts, a model's time to its first token. */
  readonly owned: Percentiles;
  readonly hit: Percentiles;
  readonly miss: Percentiles;
  readonly context: Percentiles;
  readonly firstToken: Percentiles;
  /** Those that were asked. */
  readonly agents: readonly Pick<AgentStats, 'id' | 'asked' | 'failed' | 'total'>[];
  readonly saved: { readonly tokens: number; readonly ms: number };
}

/** The figures that the panel would show had one process asked all of it. */
export function traceFigures(traces: readonly Trace[], clock: Clock, agents: readonly AgentDefinition[]): TraceFigures {
  const { asked, hits, failed, cancelled, owned, hit, miss, context, firstToken, saved, ...figures } = replayTraces(
    traces,
    clock,
    agents,
  );
  const answered = asked - failed - cancelled;
  const served = (tier: Tier): number => traces.filter((one) => one.outcome === 'hit' && one.tier === tier).length;
  const first = traces.reduce<number | undefined>(
    (least, { startedAt }) => Math.min(least ?? startedAt, startedAt),
    undefined,
  );
  return {
    ...(first !== undefined && { since: first }),
    asked,
    hits,
    failed,
    cancelled,
    hitRate: answered === 0 ? 0 : hits / answered,
    tiers: { memory: served('memory'), shared: served('shared'), disk: served('disk') },
    owned,
    hit,
    miss,
    context,
    firstToken,
    agents: figures.agents
      .filter((one) => one.asked > 0)
      .map(({ id, asked, failed, total }) => ({ id, asked, failed, total })),
    saved,
  };
}
