// The simulator: real engine code on a virtual clock. Prints its figures, and how to replay a seed that failed.
import { readNumber, readOptions } from '../../scripts/read-options.mjs';
import type { SimOptions } from './scenario.ts';
import { simulate } from './simulate.ts';

const text = { type: 'string' } as const;
const usage =
  'npm run sim -- [--seed N] [--seeds COUNT] [--scenario chaos|one-dead|five-percent] [--hours H] [--nodes N] [--users N]';
const { values } = readOptions(usage, {
  options: { seed: text, seeds: text, scenario: text, hours: text, nodes: text, users: text },
});
const scenario = values.scenario ?? 'chaos';
if (scenario !== 'chaos' && scenario !== 'one-dead' && scenario !== 'five-percent') {
  console.error(`There is no scenario “${scenario}”. One of: chaos, one-dead, five-percent.`);
  process.exit(2);
}
const first = readNumber('seed', values.seed, 1, 0);
const count = readNumber('seeds', values.seeds, 1);
const base: Omit<SimOptions, 'seed'> = {
  scenario,
  hours: readNumber('hours', values.hours, 0.5, 0.01),
  nodes: readNumber('nodes', values.nodes, undefined),
  users: readNumber('users', values.users, undefined),
};
const replay = `--scenario ${scenario} --hours ${base.hours}${values.nodes === undefined ? '' : ` --nodes ${values.nodes}`}${values.users === undefined ? '' : ` --users ${values.users}`}`;

let failed = 0;
const totals = { asked: 0, answered: 0, byModel: 0, failed: 0, recovery: 0, virtualMs: 0, decisions: 0 };
const codes: Record<string, number> = {};
const began = performance.now();
for (let seed = first; seed < first + count; seed++) {
  try {
    const report = await simulate({ ...base, seed });
    const { tally } = report;
    totals.asked += tally.asked;
    totals.answered += tally.answered;
    totals.byModel += tally.byModel;
    totals.failed += tally.failed;
    totals.decisions += report.decisions;
    totals.virtualMs += report.virtualMs;
    totals.recovery = Math.max(totals.recovery, report.recoverySeconds);
    for (const [code, times] of tally.codes) codes[code] = (codes[code] ?? 0) + times;
  } catch (error) {
    failed++;
    console.error(`seed ${seed}: ${error instanceof Error ? error.message : String(error)}`);
    console.error(`  replay it with: npm run sim -- --seed ${seed} ${replay}`);
  }
}
const realSeconds = (performance.now() - began) / 1_000;
const people = totals.answered + totals.failed;
console.log(
  JSON.stringify({
    seeds: count,
    failed_seeds: failed,
    asked: totals.asked,
    answered_ratio: totals.answered / Math.max(1, people),
    model_ratio: totals.byModel / Math.max(1, people),
    failures: codes,
    recovery_s_max: totals.recovery,
    decisions: totals.decisions,
    virtual_hours: totals.virtualMs / 3_600_000,
    virtual_per_real: Math.round(totals.virtualMs / 1_000 / realSeconds),
  }),
);
process.exit(failed === 0 ? 0 : 1);
