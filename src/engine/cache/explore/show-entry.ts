import type { CacheDetail, CacheEntry } from '../../domain/cache-entry.ts';
import { decodeAnswer } from '../disk/answer-codec.ts';
import { rowId } from '../disk/row-id.ts';
import { memoryEntry, type Shelves, toEntry, withMemory } from './list-entries.ts';

/** The one answer whose digest begins so, from either tier; `undefined` when none or several do. */
export function showEntry({ memory, sql }: Shelves, prefix: string): CacheDetail | undefined {
  if (!/^[0-9a-f]{4,64}$/.test(prefix)) return undefined;
  const near = [...memory.entries()].filter(({ answer }) => answer.digest.startsWith(prefix));
  const rows = rowsOf(sql, prefix);
  const digests = new Set([...near.map(({ answer }) => answer.digest), ...rows.map(({ digest }) => String(digest))]);
  if (digests.size !== 1) return undefined;
  const [inMemory] = near;
  const [row] = rows;
  if (row === undefined)
    return inMemory === undefined ? undefined : { entry: memoryEntry(inMemory), answer: inMemory.answer };
  const onDisk = toEntry(row, sql);
  const entry: CacheEntry = inMemory === undefined ? onDisk : withMemory(onDisk, inMemory);
  const answer = inMemory?.answer ?? decodeAnswer(sql?.read.get(rowId(entry.digest))?.body, entry.digest)?.answer;
  return answer === undefined ? undefined : { entry, answer };
}

function rowsOf(sql: Shelves['sql'], prefix: string) {
  try {
    return sql?.byPrefix.all(prefix, prefix) ?? [];
  } catch {
    return [];
  }
}
