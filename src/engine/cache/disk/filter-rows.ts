import type { CacheFilter } from '../../domain/cache-entry.ts';
import type { SqlValue } from '../../storage/database.ts';
import { joinedFiles } from './joined-files.ts';

/** The condition of statements over `answers` that take a filter, with `filterValues` as parameters. */
export const FILTER = `(? IS NULL OR agent = ?)
  AND (? IS NULL OR instr(files, ?))
  AND (? IS NULL OR instr(lower(question), ?) OR instr(lower(files), ?))`;

/** The parameters of `FILTER`, in order. */
export function filterValues({ agent = null, file = null, text }: Nullable<CacheFilter>): SqlValue[] {
  const path = file === null ? null : joinedFiles([file]);
  const part = text?.toLowerCase() ?? null;
  return [agent, agent, path, path, part, part, part];
}

type Nullable<T> = { readonly [K in keyof T]?: T[K] | null };
