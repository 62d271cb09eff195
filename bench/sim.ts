import { simulate } from '../test/sim/simulate.ts';
import { quantile, round } from './statistics.ts';

/** One run of the simulator with faults: `--nodes`, `--users`, `--hours`, `--seed`. */
export default async function bench(options: {
  readonly nodes?: string;
  readonly users?: string;
  readonly hours?: string;
  readonly seed?: string;
}): Promise<Record<string, number>> {
  const number = (value: string | undefined): number | undefined => (value === undefined ? undefined : Number(value));
  const began = performance.now();
  const report = await simulate({
    seed: Number(options.seed ?? 1),
    scenario: 'chaos',
    hours: Number(options.hours ?? 1),
    nodes: number(options.nodes),
    users: number(options.users),
  });
  const realMs = performance.now() - began;
  return {
    asked: report.tally.asked,
    answered_ratio: report.answeredRatio,
    model_ratio: report.modelRatio,
    p95_overhead_ms: round(quantile(report.tally.overheads, 0.95)),
    p95_wait_ms: round(quantile(report.tally.waits.people, 0.95)),
    recovery_s_max: round(report.recoverySeconds),
    virtual_per_real: round(report.virtualMs / realMs),
  };
}
