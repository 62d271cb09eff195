import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadAnswerCodec } from '../../../../../src/engine/cache/disk/answer-codec.ts';
import { createDiskTier } from '../../../../../src/engine/cache/disk/disk-tier.ts';
import { answerMigrations } from '../../../../../src/engine/cache/disk/migrations.ts';
import { limits } from '../../../../../src/engine/limits.ts';
import { silentLog } from '../../../../../src/engine/ports/log.ts';
import { openDatabase } from '../../../../../src/engine/storage/open-database.ts';
import { answer } from '../../../../fixtures/storage/answer.ts';
import { drivers } from '../../../../fixtures/storage/drivers.ts';
import { fakeClock } from '../../../../fixtures/storage/fake-clock.ts';

for (const { name, binding } of drivers) {
  describe(`A full disk under the disk tier over ${name}`, () => {
    it('loses nothing that waits: it is written when there is room again', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'wee-full-'));
      const clock = fakeClock();
      const options = {
        application: 'answers',
        migrations: answerMigrations,
        busyMs: 50,
        binding,
        clock,
        log: silentLog,
      } as const;
      const { database } = await openDatabase({ ...options, path: join(folder, 'answers.db') });
      const written: unknown[] = [];
      const tier = createDiskTier({
        database,
        codec: await loadAnswerCodec(),
        clock,
        maxBytes: () => 1e9,
        lifetimeOf: () => 1e9,
        longestMs: () => 1e9,
        onWrite: (error) => written.push(error),
      });
      const pages = Number(database.prepare('PRAGMA page_count').get()?.page_count);
      database.exec(`PRAGMA max_page_count = ${pages + 8}`);
      for (let n = 0; n < 30; n++)
        tier.set(`n${n}`, answer(`n${n}`, clock.now(), 'x'.repeat(3_000)), { lifetimeMs: 1e9 });
      clock.advance(limits.diskWriteMs);
      assert.match(String(written.at(-1)), /full/);
      assert.equal(tier.get('n29')?.digest, 'n29');
      database.exec('PRAGMA max_page_count = 1000000');
      clock.advance(limits.diskRetryMs);
      assert.equal(written.at(-1), undefined);
      assert.equal(tier.waiting().size, 0);
      assert.equal(tier.size().entries, 30);
      tier.dispose();
      rmSync(folder, { recursive: true, force: true });
    });
  });
}
