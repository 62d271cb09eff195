import assert from 'node:assert/strict';
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type AnswerCacheOptions, createAnswerCache } from '../../../src/engine/cache/create-answer-cache.ts';
import { limits } from '../../../src/engine/limits.ts';
import { silentLog } from '../../../src/engine/ports/log.ts';
import { carryOver } from '../../../src/worker/carry-over.ts';
import { answer } from '../../fixtures/storage/answer.ts';
import { drivers } from '../../fixtures/storage/drivers.ts';
import { fakeClock } from '../../fixtures/storage/fake-clock.ts';

for (const { name, binding } of drivers) {
  describe(`The write-ahead log over ${name}`, () => {
    let folder: string;
    let path: string;
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'wee-carry-'));
      path = join(folder, 'answers.db');
    });
    afterEach(() => rmSync(folder, { recursive: true, force: true }));

    const begin = async (more: Partial<AnswerCacheOptions> = {}) => {
      const clock = fakeClock();
      const sizes = { memoryBytes: 1e6, diskBytes: 1e9, ttlMs: 1e9 };
      const cache = createAnswerCache({ path, binding, ...sizes, clock, log: silentLog, ...more });
      await cache.ready();
      return { clock, cache };
    };
    /** Rows in the database's own file, its log aside. */
    const inFile = (): number => {
      const copy = join(folder, 'copy.db');
      copyFileSync(path, copy);
      const database = new DatabaseSync(copy);
      try {
        return Number(database.prepare('SELECT count(*) AS n FROM answers').get()?.n);
      } catch {
        return 0; // Not even the tables are there.
      } finally {
        database.close();
      }
    };

    it('is carried over by another process soon after a write, once, and the cache goes on', async () => {
      const asked: string[] = [];
      const { clock, cache } = await begin({ carryOver: (which) => void asked.push(which) });
      for (let n = 0; n < 50; n++) cache.set(`n${n}`, answer(`n${n}`, clock.now(), 'x'.repeat(3_000)));
      await cache.flush();
      assert.equal(inFile(), 0);
      clock.advance(limits.carryOverMs);
      assert.deepEqual(asked, [path]);
      await carryOver(path, binding, silentLog);
      assert.equal(inFile(), 50);
      cache.set('later', answer('later', clock.now()));
      await cache.flush();
      assert.equal((await cache.verify()).checked, 51);
      cache.dispose();
      assert.equal(inFile(), 51);
    });

    it('is not carried over into a file that is gone', async () => {
      const gone = join(folder, 'gone.db');
      await carryOver(gone, binding, silentLog);
      assert.equal(existsSync(gone), false);
    });
  });
}
