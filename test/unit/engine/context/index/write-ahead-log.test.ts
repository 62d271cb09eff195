import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { FileIndex } from '../../../../../src/engine/context/index/file-index.ts';
import { indexMigrations } from '../../../../../src/engine/context/index/migrations.ts';
import { silentLog } from '../../../../../src/engine/ports/log.ts';
import { openDatabase } from '../../../../../src/engine/storage/open-database.ts';
import { systemClock } from '../../../../../src/node/system-clock.ts';
import { openIndex, putFiles } from '../../../../fixtures/context/open-index.ts';
import { drivers } from '../../../../fixtures/storage/drivers.ts';

const PATHS = ['src/a.ts', 'src/b.ts'];

for (const { name, binding } of drivers) {
  describe(`The write-ahead log of an index over ${name}`, () => {
    let folder: string;
    let path: string;
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'wee-log-'));
      path = join(folder, 'index.db');
    });
    afterEach(() => rmSync(folder, { recursive: true, force: true }));

    const begin = async (): Promise<FileIndex> => {
      const shared = { application: 'index', migrations: indexMigrations, busyMs: 0, clock: systemClock } as const;
      return new FileIndex((await openDatabase({ ...shared, path, binding, log: silentLog })).database);
    };
    const write = (index: FileIndex): void => putFiles(index, Object.fromEntries(PATHS.map((one) => [one, one])));
    /** Files in the database's own file, its log aside. */
    const inFile = (): string[] => {
      const copy = join(folder, 'copy.db');
      copyFileSync(path, copy);
      const database = new DatabaseSync(copy);
      try {
        return database
          .prepare('SELECT path FROM files ORDER BY path')
          .all()
          .map((row) => String(row.path));
      } catch {
        return []; // Not even the tables are there.
      } finally {
        database.close();
      }
    };

    it('stays where it is when the disk is given it, and what is written meanwhile stands', async () => {
      const index = await begin();
      write(index);
      const flushed = index.log.flush();
      putFiles(index, { 'src/later.ts': 'later' });
      await flushed;
      assert.deepEqual(inFile(), []);
      assert.deepEqual([...index.paths()].sort(), [...PATHS, 'src/later.ts']);
      index.close();
      assert.deepEqual(inFile(), [...PATHS, 'src/later.ts']);
    });

    it('is carried over into the database', async () => {
      const index = await begin();
      write(index);
      await index.log.carryOver();
      assert.deepEqual(inFile(), PATHS);
      index.close();
    });
  });
}

describe('The write-ahead log of an index in memory', () => {
  it('is nothing to wait for', async () => {
    const index = await openIndex();
    putFiles(index, { 'src/a.ts': 'a' });
    await index.log.carryOver();
    assert.equal(index.has('src/a.ts'), true);
    index.close();
  });
});
