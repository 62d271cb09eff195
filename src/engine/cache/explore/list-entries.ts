import type { CacheEntry, CacheFilter } from '../../domain/cache-entry.ts';
import type { SqlValue } from '../../storage/database.ts';
import type { DiskTier } from '../disk/disk-tier.ts';
import { filterValues } from '../disk/filter-rows.ts';
import { splitFiles } from '../disk/joined-files.ts';
import { filesOf } from '../tiers/files-of.ts';
import { matchesFilter } from '../tiers/matches-filter.ts';
import type { MemoryEntry, MemoryTier } from '../tiers/memory-tier.ts';

/** Where entries are looked up. */
export interface Shelves {
  readonly memory: MemoryTier;
  readonly disk: Pick<DiskTier, 'sql' | 'codec'> | undefined;
}

/** Answers of both tiers, the last used first. A disk that cannot be read shows what memory has. */
export function listEntries({ memory, disk }: Shelves, filter: CacheFilter, limit: number): CacheEntry[] {
  const found = new Map<string, CacheEntry>();
  for (const row of rowsOf(disk, filter, limit)) {
    const entry = toEntry(row);
    found.set(entry.digest, entry);
  }
  for (const entry of memory.entries()) {
    if (!matchesFilter(entry.answer, filter)) continue;
    const onDisk = found.get(entry.answer.digest);
    found.set(entry.answer.digest, onDisk === undefined ? memoryEntry(entry) : withMemory(onDisk, entry));
  }
  return [...found.values()].sort((a, b) => b.usedAt - a.usedAt).slice(0, limit);
}

function rowsOf(disk: Shelves['disk'], filter: CacheFilter, limit: number) {
  try {
    return disk?.sql.list.all(...filterValues(filter), limit) ?? [];
  } catch {
    return [];
  }
}

/** A row of the table as an entry. */
export function toEntry(row: Record<string, SqlValue>): CacheEntry {
  const hits = Number(row.hits);
  return {
    digest: String(row.digest),
    question: String(row.question),
    agent: String(row.agent),
    backend: String(row.backend),
    files: splitFiles(String(row.files)),
    createdAt: Number(row.created_at),
    usedAt: Number(row.used_at),
    bytes: Number(row.bytes),
    hits,
    savedMs: hits * Number(row.cost),
    savedTokens: hits * Number(row.tokens),
    tiers: ['disk'],
  };
}

/** An entry that only memory has. */
export function memoryEntry({ answer, bytes, hits, usedAt }: MemoryEntry): CacheEntry {
  const { digest, question, agent, backend, createdAt, generateMs, tokens } = answer;
  return {
    digest,
    question,
    agent,
    backend,
    files: filesOf(answer),
    createdAt,
    usedAt,
    bytes,
    hits,
    savedMs: hits * generateMs,
    savedTokens: hits * (tokens.prompt + tokens.answer),
    tiers: ['memory'],
  };
}

/** Hits that the disk has not heard of are counted in. */
export function withMemory(entry: CacheEntry, { answer, unreported, usedAt }: MemoryEntry): CacheEntry {
  const { generateMs, tokens } = answer;
  return {
    ...entry,
    usedAt: Math.max(entry.usedAt, usedAt),
    hits: entry.hits + unreported,
    savedMs: entry.savedMs + unreported * generateMs,
    savedTokens: entry.savedTokens + unreported * (tokens.prompt + tokens.answer),
    tiers: ['memory', 'disk'],
  };
}
