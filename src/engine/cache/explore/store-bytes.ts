import { statSync } from 'node:fs';

/** Bytes of a database with its write-ahead log. */
export function storeBytes(path: string): number {
  return ['', '-wal'].reduce((sum, companion) => {
    try {
      return sum + (statSync(path + companion, { throwIfNoEntry: false })?.size ?? 0);
    } catch {
      return sum;
    }
  }, 0);
}
