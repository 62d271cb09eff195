import type { AgentDefinition } from '../../domain/agent.ts';
import type { Trace } from '../../domain/trace.ts';
import type { Clock } from '../../ports/clock.ts';
import { type Figures, Telemetry } from '../../telemetry/telemetry.ts';

/** The figures that one process would have, had it asked all of these; its window begins with the first of them. */
export function replayTraces(traces: readonly Trace[], clock: Clock, agents: readonly AgentDefinition[]): Figures {
  const telemetry = new Telemetry(clock, () => agents);
  const oldest = [...traces].sort((a, b) => a.startedAt - b.startedAt);
  for (const trace of oldest) telemetry.record(trace);
  const [first] = oldest;
  return { ...telemetry.figures(), windowMs: first === undefined ? 0 : Math.max(0, clock.now() - first.startedAt) };
}
