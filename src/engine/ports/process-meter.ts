/** How much the process takes of what it may. */
export interface ProcessMeter {
  /** Share of one core since the reading before, 0 to 1 and above; `undefined` where there was none a while ago. */
  cpu(): number | undefined;
  /** Share of the heap that may be used, 0 to 1. */
  memory(): number;
}

/** Where nothing is known. */
export const noMeter: ProcessMeter = { cpu: () => undefined, memory: () => 0 };
