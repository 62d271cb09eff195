import type { CacheFilter } from '../../domain/cache-entry.ts';
import type { SqlValue } from '../../storage/database.ts';

/** The condition of statements over `answers` that take a filter, with `filterValues` as parameters. */
export const FILTER = `(? IS NULL OR agent = ?)
  AND (? IS NULL OR id IN (SELECT answer FROM answer_files WHERE path = ?))
  AND (? IS NULL OR instr(lower(question), ?) OR id IN (SELECT answer FROM answer_files WHERE instr(lower(path), ?)))`;

/** The parameters of `FILTER`, in order. */
export function filterValues({ agent = null, file = null, text }: Nullable<CacheFilter>): SqlValue[] {
  const part = text?.toLowerCase() ?? null;
  return [agent, agent, file, file, part, part, part];
}

type Nullable<T> = { readonly [K in keyof T]?: T[K] | null };
