import { WeeError } from '../errors.ts';

/** What a failing database means to a person; a WeeError passes through. */
export function storageError(error: unknown, path: string): WeeError {
  if (error instanceof WeeError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const [what, remedy] = explain(message);
  return new WeeError('storage-failed', `${path}: ${what} (${message})`, remedy, { cause: error });
}

function explain(message: string): readonly [what: string, remedy: string] {
  if (/database( table)? is (locked|busy)/i.test(message))
    return ['another window holds it', 'Close other windows on this folder, or wait.'];
  if (/full|ENOSPC/i.test(message)) return ['the disk is full', 'Free some space; WEE goes on in memory.'];
  if (/readonly|read-only|EROFS|EACCES|EPERM/i.test(message)) {
    return [
      'it cannot be written',
      'Make its folder writable, or choose another with WEE_DATA; WEE goes on in memory.',
    ];
  }
  if (/ENOTDIR|EEXIST|unable to open|CANTOPEN/i.test(message)) {
    return ['it cannot be opened', 'Check that its folder exists and is a folder; WEE goes on in memory.'];
  }
  return ['it cannot be used', 'See the WEE log; WEE goes on in memory.'];
}
