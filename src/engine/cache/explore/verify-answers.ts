import type { CacheReport } from '../../domain/cache-entry.ts';
import type { DiskTier } from '../disk/disk-tier.ts';

/** Has SQLite check the whole file, decodes every row, and removes those that are damaged. */
export function verifyAnswers(tier: DiskTier | undefined): CacheReport {
  if (tier === undefined) return { ok: true, checked: 0, damaged: [], integrity: 'ok' };
  const { sql, codec } = tier;
  const damaged = new Map<number, string>();
  let checked = 0;
  try {
    const integrity = sql.integrity
      .all()
      .map((row) => String(Object.values(row)[0]))
      .join('; ');
    let after = 0;
    while (true) {
      const rows = sql.bodies.all(after);
      if (rows.length === 0) break;
      for (const row of rows) {
        checked++;
        after = Number(row.seq);
        if (codec.decode(row.body, String(row.digest)) === undefined) damaged.set(after, String(row.digest));
      }
    }
    for (const seq of damaged.keys()) sql.drop.run(seq);
    return { ok: integrity === 'ok' && damaged.size === 0, checked, damaged: [...damaged.values()], integrity };
  } catch (error) {
    return {
      ok: false,
      checked,
      damaged: [...damaged.values()],
      integrity: error instanceof Error ? error.message : String(error),
    };
  }
}
