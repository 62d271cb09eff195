import type { Measure } from '../domain/alert.ts';
import { ownedMs } from '../domain/owned-ms.ts';
import type { Trace } from '../domain/trace.ts';
import type { ProcessMeter } from '../ports/process-meter.ts';

/** How a reason begins where a question was never asked before: it could not have been in the cache. */
const FIRST = /^(?:first asked|asked anew)/;

/** The figures that alerts watch: of the process, and of the last questions. */
export function measure(recent: readonly Trace[], meter: ProcessMeter): readonly Measure[] {
  const cpu = meter.cpu();
  const ended = recent.filter(({ outcome }) => outcome !== 'cancelled');
  const answered = ended.filter(({ outcome }) => outcome !== 'failed');
  const again = answered.filter(({ outcome, reason }) => outcome === 'hit' || !FIRST.test(reason));
  const share = (part: readonly Trace[], whole: readonly Trace[]): number => part.length / Math.max(1, whole.length);
  return [
    ...(cpu === undefined ? [] : [{ name: 'cpu' as const, value: cpu, samples: 1 }]),
    { name: 'memory', value: meter.memory(), samples: 1 },
    {
      name: 'hitRate',
      value: share(
        again.filter(({ outcome }) => outcome === 'hit'),
        again,
      ),
      samples: again.length,
    },
    { name: 'success', value: share(answered, ended), samples: ended.length },
    ...[...Map.groupBy(answered, ({ agent }) => agent)].map(([agent, traces]): Measure => {
      const owned = traces.map(ownedMs).sort((a, b) => a - b);
      const p95 = owned[Math.ceil(owned.length * 0.95) - 1] ?? 0;
      return { name: 'agentP95Ms', agent, value: p95, samples: owned.length };
    }),
  ];
}
