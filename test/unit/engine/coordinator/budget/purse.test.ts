import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Account } from '../../../../../src/engine/coordinator/budget/account.ts';
import type { Charge } from '../../../../../src/engine/coordinator/budget/charge.ts';
import { Purse } from '../../../../../src/engine/coordinator/budget/purse.ts';
import { createSpendStore } from '../../../../../src/engine/coordinator/budget/store/create-spend-store.ts';
import type { BudgetSettings } from '../../../../../src/engine/domain/budget.ts';
import { defaultSettings } from '../../../../../src/engine/domain/settings.ts';
import { WeeError } from '../../../../../src/engine/errors.ts';
import { silentLog } from '../../../../../src/engine/ports/log.ts';
import type { SpendStore } from '../../../../../src/engine/ports/spend-store.ts';
import { loadDriver } from '../../../../../src/engine/storage/load-driver.ts';
import { FakeClock } from '../../../../fixtures/ports/fake-clock.ts';

const account = (): Account => ({ tokens: 0, cost: 0 });
const isOver = (thrown: unknown): boolean => WeeError.is(thrown, 'over-budget');

describe('a purse', () => {
  const clock = new FakeClock();
  const inMemory = (): SpendStore => createSpendStore({ path: undefined, clock, log: silentLog });
  const purseOf = (budget: Partial<BudgetSettings>, store = inMemory()): Purse =>
    new Purse({ clock, store, settings: () => ({ ...defaultSettings.budget, ...budget }) });

  it('lets questions side by side spend no more than there is', () => {
    const purse = purseOf({ limits: { dayTokens: 10_000 } });
    const open = (): Charge | undefined => {
      try {
        return purse.open('marie', account(), 1_500, undefined);
      } catch (thrown) {
        assert.ok(isOver(thrown));
        return undefined;
      }
    };
    const charges = Array.from({ length: 8 }, open).filter((charge) => charge !== undefined);
    assert.equal(charges.length, 5, 'each puts 1,500 and 500 for the answer aside');
    assert.throws(() => charges[0]?.grow(4 * 501), isOver);
    charges[0]?.keep();
    charges[1]?.refund();
    charges[2]?.settle(1_400, 10, undefined, { tokens: 0, cost: 0 });
    // What has ended is not corrected twice.
    charges[2]?.refund();
    const { day } = purse.report();
    assert.deepEqual(day, { tokens: 1_500 + 501 + 1_410 + 2 * 2_000, cost: 0, requests: 2 });
  });

  it('counts the steps of one session together', () => {
    const purse = purseOf({ limits: { questionTokens: 3_000 } });
    const session = account();
    purse.open('sherlock', session, 1_000, undefined);
    purse.open('marie', session, 1_000, undefined);
    assert.throws(() => purse.open('vince', session, 1_000, undefined), isOver);
    purse.open('vince', account(), 1_000, undefined);
  });

  it('gives back to the day from which it took', () => {
    const store = inMemory();
    const purse = purseOf({ limits: { dayTokens: 1e6 } }, store);
    const charge = purse.open('marie', account(), 1_000, undefined);
    clock.advance(24 * 3_600_000);
    charge.refund();
    assert.deepEqual(
      store.since('0000').map(({ tokens }) => tokens),
      [0],
    );
  });

  it('is one for all windows: what another put aside counts at once', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'wee-spend-'));
    const stores = [1, 2].map(() => createSpendStore({ path: join(folder, 'spend.db'), clock, log: silentLog }));
    const [mine, other] = stores.map((store) => purseOf({ limits: { monthTokens: 3_000 } }, store));
    assert.ok(mine !== undefined && other !== undefined);
    await Promise.all([mine.ready(), other.ready()]);
    const charge = mine.open('marie', account(), 2_000, { input: 2, output: 8 });
    assert.throws(() => other.open('marie', account(), 100, undefined), isOver);
    charge.refund();
    other.open('marie', account(), 100, undefined);
    assert.equal(mine.report().month.tokens, 600);
    for (const store of stores) store.dispose();
    rmSync(folder, { recursive: true });
  });

  it('lets no other process put anything aside between its look and its own', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'wee-spend-'));
    const path = join(folder, 'spend.db');
    const kept = createSpendStore({ path, clock, log: silentLog });
    await kept.ready();
    const other = (await loadDriver({}))(path, 0);
    const tries: unknown[] = [];
    const watched: SpendStore = {
      ...kept,
      since(day) {
        const rows = kept.since(day);
        try {
          other.transaction(() => tries.push('it could'));
        } catch (thrown) {
          tries.push(String(thrown));
        }
        return rows;
      },
    };
    const purse = purseOf({ limits: { monthTokens: 3_000 } }, watched);
    purse.open('marie', account(), 1_000, undefined);
    assert.equal(tries.length, 1);
    assert.match(String(tries[0]), /locked/);
    const row = other.prepare('SELECT tokens FROM spend').get();
    assert.equal(row?.tokens, 1_500, 'it is on disk at once');
    assert.throws(() => purse.open('marie', account(), 2_000, undefined), isOver);
    other.close();
    kept.dispose();
    rmSync(folder, { recursive: true });
  });
});
