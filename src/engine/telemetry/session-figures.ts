import type { SessionRecord } from '../domain/session.ts';
import type { AgentCoordination, SessionStats } from '../domain/telemetry-snapshot.ts';
import { Histogram } from './histogram.ts';

interface AgentTimes {
  steps: number;
  workMs: number;
  overheadMs: number;
  wallMs: number;
}

/** What sessions cost and how well their agents were coordinated, since the start or the last reset. */
export class SessionFigures {
  readonly #counts = { done: 0, partial: 0, failed: 0, cancelled: 0, running: 0 };
  readonly #total = new Histogram();
  readonly #agents = new Map<string, AgentTimes>();
  #efficiency = 0;
  #overhead = 0;

  record({ status, ms, coordination, steps }: SessionRecord): void {
    this.#counts[status]++;
    // A session that was stopped says nothing of how long one takes.
    if (status === 'cancelled') return;
    this.#total.record(ms);
    this.#efficiency += coordination.efficiency;
    this.#overhead += coordination.overhead;
    for (const { agent, ms: workMs, overheadMs } of steps) {
      const times = this.#agents.get(agent) ?? { steps: 0, workMs: 0, overheadMs: 0, wallMs: 0 };
      times.steps++;
      times.workMs += workMs;
      times.overheadMs += overheadMs;
      times.wallMs += ms;
      this.#agents.set(agent, times);
    }
  }

  agent(id: string): AgentCoordination {
    const { steps, workMs, overheadMs, wallMs } = this.#agents.get(id) ?? {
      steps: 0,
      workMs: 0,
      overheadMs: 0,
      wallMs: 0,
    };
    return {
      steps,
      efficiency: wallMs === 0 ? 0 : Math.min(1, workMs / wallMs),
      overhead: workMs === 0 ? 0 : Math.min(1, overheadMs / workMs),
    };
  }

  stats(): SessionStats {
    const { done, partial, failed, cancelled } = this.#counts;
    const measured = done + partial + failed;
    const mean = (sum: number): number => (measured === 0 ? 0 : sum / measured);
    return {
      count: measured + cancelled,
      partial,
      failed,
      cancelled,
      total: this.#total.percentiles(),
      efficiency: mean(this.#efficiency),
      overhead: mean(this.#overhead),
    };
  }
}
