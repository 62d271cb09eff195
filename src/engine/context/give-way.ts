import { constants, setPriority } from 'node:os';

/**
 * Lowers a child process's priority: nobody waits for most of what it does, so where all cores are busy, the editor goes first.
 * @param priority as of `os.setPriority`.
 */
export function giveWay(pid: number | undefined, priority: number = constants.priority.PRIORITY_BELOW_NORMAL): void {
  try {
    if (pid !== undefined) setPriority(pid, priority);
  } catch {
    // It ended at once, or may not be told.
  }
}
