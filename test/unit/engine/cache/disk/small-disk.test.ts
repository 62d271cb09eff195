import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAnswerCache } from '../../../../../src/engine/cache/create-answer-cache.ts';
import { limits } from '../../../../../src/engine/limits.ts';
import type { AnswerCache } from '../../../../../src/engine/ports/answer-cache.ts';
import { mountSmallDisk, type SmallDisk } from '../../../../fixtures/cli/small-disk.ts';
import { answer } from '../../../../fixtures/storage/answer.ts';
import { drivers } from '../../../../fixtures/storage/drivers.ts';
import { fakeClock } from '../../../../fixtures/storage/fake-clock.ts';

for (const { name, binding } of drivers) {
  describe(`The answer cache on a real disk that is full, over ${name}`, function () {
    this.timeout(30_000);
    let folder: string;
    let disk: SmallDisk | undefined;
    let clock: ReturnType<typeof fakeClock>;
    let warnings: string[];
    let cache: AnswerCache;
    const log = { debug() {}, info() {}, error() {}, warn: (message: string) => void warnings.push(message) };
    const begin = async (): Promise<AnswerCache> => {
      const path = join(folder, 'disk', 'answers.db');
      const sizes = { memoryBytes: 64 * 2 ** 20, diskBytes: 64 * 2 ** 20, ttlMs: 1e12 };
      const made = createAnswerCache({ path, binding, ...sizes, clock, log });
      await made.ready();
      return made;
    };
    const errors = (): number => cache.stats().find(({ tier }) => tier === 'disk')?.errors ?? 0;
    const keep = (from: number, to: number): void => {
      for (let n = from; n < to; n++) cache.set(`n${n}`, answer(`n${n}`, clock.now(), 'x'.repeat(3_000)));
    };

    beforeEach(async function () {
      folder = mkdtempSync(join(tmpdir(), 'wee-small-'));
      // Where nothing can be mounted (no root, no Linux), the test beside this one has SQLite itself refuse pages.
      disk = mountSmallDisk(join(folder, 'disk'), 8_192);
      if (disk === undefined) this.skip();
      clock = fakeClock();
      warnings = [];
      cache = await begin();
    });
    afterEach(() => {
      cache?.dispose();
      disk?.remove();
      rmSync(folder, { recursive: true, force: true });
    });

    it('goes on in memory, says so once, and writes what waited when there is room again', async () => {
      keep(0, 20);
      await cache.flush();
      assert.equal(errors(), 0);
      const ballast = join(folder, 'disk', 'ballast');
      for (let kilobytes = 4_096; kilobytes >= 1; kilobytes /= 2) {
        try {
          writeFileSync(`${ballast}-${kilobytes}`, Buffer.alloc(kilobytes * 1_024));
        } catch {
          // It is as full as that.
        }
      }
      keep(20, 120);
      await cache.flush();
      assert.ok(errors() > 0);
      clock.advance(limits.diskRetryMs);
      assert.equal(warnings.filter((warning) => /the disk is full/.test(warning)).length, 1);
      assert.match(cache.notices().join(), /the disk is full[\s\S]*Free some space/);
      for (let n = 0; n < 120; n++) assert.equal(cache.get(`n${n}`)?.answer.digest, `n${n}`);

      for (let kilobytes = 4_096; kilobytes >= 1; kilobytes /= 2) rmSync(`${ballast}-${kilobytes}`, { force: true });
      clock.advance(limits.diskRetryMs);
      await cache.flush();
      assert.deepEqual(cache.notices(), []);
      cache.dispose();
      cache = await begin();
      for (let n = 0; n < 120; n++) assert.equal(cache.get(`n${n}`)?.tier, 'disk', `n${n}`);
      assert.equal((await cache.verify()).ok, true);
    });

    it('goes on in memory where the disk became read-only, and says so', async () => {
      keep(0, 5);
      await cache.flush();
      cache.dispose();
      disk?.makeReadOnly();
      cache = await begin();
      keep(5, 10);
      for (let n = 5; n < 10; n++) assert.equal(cache.get(`n${n}`)?.tier, 'memory');
      await cache.flush();
      assert.ok(cache.notices().join().length > 0);
    });
  });
}
