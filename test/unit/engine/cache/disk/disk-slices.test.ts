import assert from 'node:assert/strict';
import { loadAnswerCodec } from '../../../../../src/engine/cache/disk/answer-codec.ts';
import { createDiskTier } from '../../../../../src/engine/cache/disk/disk-tier.ts';
import { answerMigrations } from '../../../../../src/engine/cache/disk/migrations.ts';
import { limits } from '../../../../../src/engine/limits.ts';
import { silentLog } from '../../../../../src/engine/ports/log.ts';
import { openDatabase } from '../../../../../src/engine/storage/open-database.ts';
import { answer } from '../../../../fixtures/storage/answer.ts';
import { drivers } from '../../../../fixtures/storage/drivers.ts';
import { fakeClock } from '../../../../fixtures/storage/fake-clock.ts';

const DAY = 24 * 3_600_000;

for (const { name, binding } of drivers) {
  describe(`Writes of the disk tier over ${name}`, () => {
    /** A tier whose every look at the clock takes this long. */
    const begin = async (lookMs = 0) => {
      const clock = fakeClock();
      const slow = {
        ...clock,
        monotonic() {
          clock.advance(lookMs);
          return clock.monotonic();
        },
      };
      const options = { application: 'answers', migrations: answerMigrations, busyMs: 50, log: silentLog } as const;
      const { database } = await openDatabase({ ...options, path: ':memory:', binding, clock });
      let maxBytes = 1e9;
      let longest = DAY;
      const batches: number[] = [];
      const tier = createDiskTier({
        database,
        codec: await loadAnswerCodec(),
        clock: slow,
        maxBytes: () => maxBytes,
        lifetimeOf: () => longest,
        longestMs: () => longest,
        onWrite: () => batches.push(tier.size().entries),
      });
      const rows = (): number => Number(database.prepare('SELECT count(*) AS n FROM answers').get()?.n);
      const keep = (many: number): void => {
        for (let n = 0; n < many; n++) tier.set(`n${n}`, answer(`n${n}`, clock.now()), { lifetimeMs: DAY });
      };
      const shrink = (bytes: number): void => {
        maxBytes = bytes;
      };
      const shorten = (ms: number): void => {
        longest = ms;
      };
      return { tier, clock, rows, keep, batches, shrink, shorten };
    };

    it('go out in slices of rows, and of time where rows take long', async () => {
      const quick = await begin();
      quick.keep(limits.diskBatch + 10);
      quick.clock.advance(limits.diskWriteMs);
      assert.ok(quick.rows() <= limits.diskBatch + 1, `${quick.rows()}`);
      quick.clock.advance(0);
      assert.equal(quick.rows(), limits.diskBatch + 10);
      quick.tier.dispose();

      const slow = await begin(1);
      slow.keep(20);
      for (let n = 0; n < 100 && slow.rows() < 20; n++) slow.clock.advance(limits.diskWriteMs);
      assert.equal(slow.rows(), 20);
      const slices = slow.batches.map((rows, n) => rows - (slow.batches[n - 1] ?? 0));
      assert.ok(Math.max(...slices) <= limits.diskBatchMs + 1, `${slices}`);
      slow.tier.dispose();
    });

    it('sweep what is too old in slices', async () => {
      const { tier, clock, rows, keep, batches, shorten } = await begin();
      keep(3 * limits.diskBatch);
      tier.flush();
      clock.advance(limits.diskWriteMs);
      shorten(1);
      clock.advance(limits.diskSweepMs);
      const from = batches.length;
      tier.schedule(0);
      for (let n = 0; n < 10; n++) clock.advance(0);
      assert.equal(rows(), 0);
      assert.deepEqual(batches.slice(from, from + 3), [2 * limits.diskBatch, limits.diskBatch, 0]);
      tier.dispose();
    });

    it('make room in slices when the limit is lowered', async () => {
      const { tier, clock, rows, keep, batches, shrink } = await begin();
      keep(3 * limits.diskBatch);
      tier.flush();
      shrink(1);
      const from = batches.length;
      tier.schedule(0);
      for (let n = 0; n < 10; n++) clock.advance(0);
      assert.equal(rows(), 0);
      assert.deepEqual(batches.slice(from, from + 2), [2 * limits.diskBatch, limits.diskBatch]);
      tier.dispose();
    });
  });
}
