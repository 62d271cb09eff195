import { getHeapStatistics } from 'node:v8';
import type { ProcessMeter } from '../engine/ports/process-meter.ts';

/** ms over which the processor is read at least: shorter spans are all or nothing. */
const SPAN_MS = 1_000;

/** This process, with everything else that runs in it, such as other extensions. */
export function createProcessMeter(): ProcessMeter {
  let usage = process.cpuUsage();
  let at = process.hrtime.bigint();
  let share: number | undefined;
  return {
    cpu() {
      const now = process.hrtime.bigint();
      const us = Number(now - at) / 1_000;
      if (us < SPAN_MS * 1_000) return share;
      const { user, system } = process.cpuUsage(usage);
      share = (user + system) / us;
      usage = process.cpuUsage();
      at = now;
      return share;
    },
    memory() {
      const { used_heap_size: used, heap_size_limit: most } = getHeapStatistics();
      return used / most;
    },
  };
}
