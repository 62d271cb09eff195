import { constants, setPriority } from 'node:os';

/** Lowers a child process's priority: nobody waits for most of what it does, so where all cores are busy, the editor goes first. */
export function giveWay(pid: number | undefined): void {
  try {
    if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // It ended at once, or may not be told.
  }
}
