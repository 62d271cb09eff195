import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSpendStore } from '../../../../src/engine/coordinator/budget/store/create-spend-store.ts';
import { limits } from '../../../../src/engine/limits.ts';
import { silentLog } from '../../../../src/engine/ports/log.ts';
import type { Database } from '../../../../src/engine/storage/database.ts';
import { loadDriver } from '../../../../src/engine/storage/load-driver.ts';
import { FakeClock } from '../../../fixtures/ports/fake-clock.ts';

describe('a small database that another process holds', () => {
  const row = { day: '2026-01-01', agent: 'marie', tokens: 7, cost: 0, requests: 1 };
  let folder: string;
  let holder: Database;
  let clock: FakeClock;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'wee-side-'));
    clock = new FakeClock();
    holder = (await loadDriver({}))(join(folder, 'spend.db'), 0);
    holder.exec('BEGIN EXCLUSIVE');
  });
  afterEach(() => {
    holder.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const store = () => createSpendStore({ path: join(folder, 'spend.db'), clock, log: silentLog });
  /** Until it waits to try again. */
  const waiting = async (): Promise<void> => {
    while (clock.pendingTimers === 0) await new Promise((resolve) => setImmediate(resolve));
  };

  it('is opened once that one is done', async () => {
    const kept = store();
    const ready = kept.ready();
    await waiting();
    holder.exec('ROLLBACK');
    clock.advance(limits.lockedRetryMs);
    await ready;
    kept.add(row, true);
    assert.deepEqual(kept.notices(), []);
    assert.equal(holder.prepare('SELECT tokens FROM spend').get()?.tokens, 7);
    kept.dispose();
  });

  it('is not waited for without end', async () => {
    const kept = store();
    const ready = kept.ready();
    await waiting();
    clock.advance(limits.lockedMs);
    await ready;
    assert.match(kept.notices()[0] ?? '', /counted in memory only: .*another window holds it/);
    kept.add(row, true);
    assert.deepEqual(kept.since('2026'), [row]);
    kept.dispose();
  });
});
