/**
 * What a failing statement says of the database under it: that it is `corrupt`, that it can no longer be written (`unwritable`: a
 * full disk, a folder that is gone), or nothing (`undefined`): a lock, a defect.
 */
export function damageOf(error: unknown): 'corrupt' | 'unwritable' | undefined {
  const message = error instanceof Error ? error.message : String(error);
  if (/malformed|not a database|disk image|fts5: corrupt|unsupported file format|short read/i.test(message)) {
    return 'corrupt';
  }
  // A truncated file may show as any I/O error.
  if (/disk I\/O error/i.test(message)) return 'corrupt';
  return /full|ENOSPC|readonly|read-only|unable to open/i.test(message) ? 'unwritable' : undefined;
}
