import { limits } from '../../../limits.ts';
import type { SessionStore } from '../../../ports/session-store.ts';
import { RecordStore } from '../../../storage/record-store.ts';
import type { SideStoreOptions } from '../../../storage/side-database.ts';
import { sessionMigrations } from './migrations.ts';
import { parseSession } from './session-schema.ts';
import { summaryOf } from './summary-of.ts';

/** Sessions in sessions.db. */
export function createSessionStore(options: SideStoreOptions): SessionStore {
  const records = new RecordStore({
    ...options,
    application: 'sessions',
    migrations: sessionMigrations,
    without: 'Sessions are kept in memory only',
    level: 'warn',
    table: 'sessions',
    most: limits.sessionsKept,
    writeMs: limits.diskWriteMs,
    parse: parseSession,
  });
  return {
    save: (record) => records.save(record),
    list: async () => (await records.list()).map(summaryOf),
    get: (id) => records.get(id),
    flush: () => records.flush(),
    notices: () => records.notices,
    dispose: () => records.dispose(),
  };
}
