import type { Clock } from '../../ports/clock.ts';
import type { FileText } from '../index/read-text.ts';

/** ms: a file changed so shortly before it was read may change again without its times telling (git calls that racy). */
const RACY = 50;
/** The same where the file system counts in seconds. */
const COARSE = 2_000;

/** Whether the times of a file that was just read cannot be relied on. */
export function isRacy({ mtimeMs, ctimeMs }: Pick<FileText, 'mtimeMs' | 'ctimeMs'>, clock: Clock): boolean {
  const newest = Math.max(mtimeMs, ctimeMs);
  return clock.now() - newest < (newest % 1_000 === 0 ? COARSE : RACY);
}
