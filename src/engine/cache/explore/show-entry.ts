import type { CacheDetail, CacheEntry } from '../../domain/cache-entry.ts';
import { rowId, rowsOf } from '../disk/row-id.ts';
import { memoryEntry, type Shelves, toEntry, withMemory } from './list-entries.ts';

/** The one answer whose digest begins so, from either tier; `undefined` when none or several do. */
export function showEntry({ memory, disk }: Shelves, prefix: string): CacheDetail | undefined {
  if (!/^[0-9a-f]{4,64}$/.test(prefix)) return undefined;
  const near = [...memory.entries()].filter(({ answer }) => answer.digest.startsWith(prefix));
  const rows = rowsLike(disk, prefix);
  const digests = new Set([...near.map(({ answer }) => answer.digest), ...rows.map(({ digest }) => String(digest))]);
  if (digests.size !== 1) return undefined;
  const [inMemory] = near;
  const [row] = rows;
  if (row === undefined)
    return inMemory === undefined ? undefined : { entry: memoryEntry(inMemory), answer: inMemory.answer };
  const onDisk = toEntry(row);
  const entry: CacheEntry = inMemory === undefined ? onDisk : withMemory(onDisk, inMemory);
  const answer = inMemory?.answer ?? disk?.codec.decode(disk.sql.read.value(rowId(entry.digest)), entry.digest)?.answer;
  return answer === undefined ? undefined : { entry, answer };
}

function rowsLike(disk: Shelves['disk'], prefix: string) {
  try {
    return disk?.sql.byPrefix.all(...rowsOf(prefix), prefix, prefix) ?? [];
  } catch {
    return [];
  }
}
