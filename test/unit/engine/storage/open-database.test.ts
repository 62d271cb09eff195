import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WeeError } from '../../../../src/engine/errors.ts';
import { silentLog } from '../../../../src/engine/ports/log.ts';
import type { Database } from '../../../../src/engine/storage/database.ts';
import { type OpenOptions, openDatabase } from '../../../../src/engine/storage/open-database.ts';
import { drivers } from '../../../fixtures/storage/drivers.ts';
import { fakeClock } from '../../../fixtures/storage/fake-clock.ts';

const migrations = [{ version: 1, sql: 'CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL)' }];
const second = { version: 2, sql: 'ALTER TABLE notes ADD COLUMN kind TEXT' };

for (const { name, binding } of drivers) {
  describe(`openDatabase over ${name}`, () => {
    let folder: string;
    let path: string;
    let opened: Database[];
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'wee-storage-'));
      path = join(folder, 'data', 'answers.db');
      opened = [];
    });
    afterEach(() => {
      for (const database of opened) database.close();
      rmSync(folder, { recursive: true, force: true });
    });

    const open = async (more: Partial<OpenOptions> = {}) => {
      const clock = fakeClock();
      const result = await openDatabase({
        path,
        application: 'answers',
        migrations,
        busyMs: 50,
        binding,
        clock,
        log: silentLog,
        ...more,
      });
      opened.push(result.database);
      return result;
    };
    const fill = async (): Promise<void> => {
      const { database } = await open();
      database.transaction(() => {
        const insert = database.prepare('INSERT INTO notes (text) VALUES (?)');
        for (let n = 0; n < 500; n++) insert.run(`note ${n} ${'x'.repeat(200)}`);
      });
      database.close();
      opened.pop();
    };
    const kept = () => readdirSync(join(folder, 'data')).filter((file) => file.includes('.corrupt-'));
    const failed = (pattern: RegExp) => (error: unknown) => {
      assert(error instanceof WeeError, String(error));
      assert.equal(error.code, 'storage-failed');
      assert.match(`${error.message} ${error.remedy}`, pattern);
      return true;
    };

    it('uses the driver asked for, in WAL mode', async () => {
      const { database, notices } = await open();
      assert.equal(database.driver, name);
      assert.equal(database.prepare('PRAGMA journal_mode').get()?.journal_mode, 'wal');
      assert.deepEqual(notices, []);
    });
    it('keeps rows over a reopening and reads them by position', async () => {
      await fill();
      const { database } = await open();
      assert.match(String(database.prepare('SELECT text FROM notes WHERE id = ?').get(7)?.text), /^note 6 /);
      assert.equal(database.prepare('SELECT id FROM notes').all().length, 500);
      assert.equal(database.prepare('SELECT text FROM notes WHERE id = ?').get(9999), undefined);
    });
    it('rolls a transaction back when its work throws, and is usable after', async () => {
      const { database } = await open();
      const work = () => {
        database.prepare('INSERT INTO notes (text) VALUES (?)').run('lost');
        throw new Error('stop');
      };
      assert.throws(() => database.transaction(work), /stop/);
      assert.equal(database.prepare('SELECT id FROM notes').all().length, 0);
      database.transaction(() => database.prepare('INSERT INTO notes (text) VALUES (?)').run('kept'));
      assert.equal(database.prepare('SELECT id FROM notes').all().length, 1);
    });
    it('lets only this user read the files and a new folder', async function () {
      if (process.platform === 'win32') this.skip();
      await open();
      assert.equal(statSync(join(folder, 'data')).mode & 0o777, 0o700);
      for (const file of readdirSync(join(folder, 'data')))
        assert.equal(statSync(join(folder, 'data', file)).mode & 0o777, 0o600, file);
    });
    it('migrates an older schema and keeps its rows', async () => {
      await fill();
      const { database } = await open({ migrations: [...migrations, second] });
      assert.equal(database.prepare('PRAGMA user_version').get()?.user_version, 2);
      assert.equal(database.prepare('SELECT id FROM notes WHERE kind IS NULL').all().length, 500);
    });
    it('refuses a newer schema and leaves the file as it was', async () => {
      (await open({ migrations: [...migrations, second] })).database.close();
      opened.pop();
      const before = readFileSync(path);
      await assert.rejects(open(), failed(/newer.*Update WEE/s));
      assert.deepEqual(readFileSync(path), before);
      assert.deepEqual(kept(), []);
    });
    it('begins anew in an empty file', async () => {
      await fill();
      truncateSync(path, 0);
      const { database, notices } = await open();
      assert.equal(database.prepare('SELECT id FROM notes').all().length, 0);
      assert.deepEqual(notices, []);
    });
    const damages: readonly [string, () => void][] = [
      ['a damaged header', () => overwrite(path, 0, 100)],
      ['a page torn in the middle', () => overwrite(path, 8 * 4096, 4096)],
      ['a cut end', () => truncateSync(path, 10 * 4096 + 17)],
      ['text in its place', () => writeFileSync(path, 'Dear diary, '.repeat(500))],
    ];
    for (const [what, damage] of damages) {
      it(`sets a file with ${what} aside, kept byte by byte, and begins anew`, async () => {
        await fill();
        damage();
        const before = readFileSync(path);
        const { database, notices } = await open();
        assert.equal(database.prepare('SELECT id FROM notes').all().length, 0);
        assert.equal(notices.length, 1);
        const [file] = kept();
        assert.match(file ?? '', /^answers\.db\.corrupt-\d{14}$|^answers\.db\.corrupt-\d{8}-\d{6}$/);
        assert.deepEqual(readFileSync(join(folder, 'data', file ?? '')), before);
      });
    }
    it('reads past garbage in the write-ahead log', async () => {
      await fill();
      writeFileSync(`${path}-wal`, Buffer.alloc(9000, 0x5a));
      const { database } = await open();
      assert.equal(database.prepare('SELECT id FROM notes').all().length, 500);
    });
    it("sets another program's database aside without changing it", async () => {
      const other = await open({ path: join(folder, 'other.db') });
      other.database.exec('PRAGMA journal_mode = DELETE; PRAGMA application_id = 1234; CREATE TABLE theirs (a)');
      other.database.close();
      opened.pop();
      const before = readFileSync(join(folder, 'other.db'));
      const { notices } = await open({ path: join(folder, 'other.db') });
      assert.equal(notices.length, 1);
      const file = readdirSync(folder).find((entry) => entry.includes('corrupt'));
      assert.deepEqual(readFileSync(join(folder, file ?? '')), before);
    });
    it('says so when the folder is a file', async () => {
      writeFileSync(join(folder, 'data'), 'a file');
      await assert.rejects(open(), failed(/cannot be opened/));
    });
    it('says so when another process holds the file, and works when it lets go', async () => {
      await fill();
      const script = `const { DatabaseSync } = require('node:sqlite'); const d = new DatabaseSync(process.argv[1]);
        d.exec('BEGIN EXCLUSIVE'); console.log('held'); process.stdin.once('data', () => process.exit(0));`;
      const child = spawn(process.execPath, ['-e', script, path], { stdio: ['pipe', 'pipe', 'inherit'] });
      await once(child.stdout, 'data');
      const reading = await open({ migrations: [...migrations, second] }).catch((error: unknown) => error);
      assert(failed(/another window holds it/)(reading));
      child.stdin.write('go');
      await once(child, 'exit');
      assert.equal((await open()).database.prepare('SELECT id FROM notes').all().length, 500);
    });
    it('lets many windows open a new file at once, with nothing set aside', async () => {
      const script = join(import.meta.dirname, '../../../fixtures/storage/open-once.ts');
      for (let round = 0; round < 3; round++) {
        rmSync(join(folder, 'data'), { recursive: true, force: true });
        const children = Array.from({ length: 6 }, () =>
          spawn(process.execPath, [script, path, binding ?? ''], { stdio: ['ignore', 'pipe', 'inherit'] }),
        );
        const said = await Promise.all(
          children.map(async (child) => {
            let text = '';
            child.stdout.on('data', (part) => {
              text += String(part);
            });
            await once(child, 'close');
            return text;
          }),
        );
        assert.deepEqual(said, Array(6).fill('[]'));
        assert.deepEqual(kept(), []);
      }
    });
  });
}

describe('openDatabase where drivers are missing', () => {
  it('takes node:sqlite below Node-API 10, without touching the binary', async () => {
    const clock = fakeClock();
    const binding = '/no/such/binary.node';
    const { database } = await openDatabase({
      path: ':memory:',
      application: 'index',
      migrations,
      busyMs: 0,
      binding,
      napi: 9,
      clock,
      log: silentLog,
    });
    assert.equal(database.driver, 'node:sqlite');
    database.close();
  });
  it('takes node:sqlite when the binary is broken', async () => {
    const clock = fakeClock();
    assert(!existsSync('/no/such/binary.node'));
    const { database } = await openDatabase({
      path: ':memory:',
      application: 'index',
      migrations,
      busyMs: 0,
      binding: '/no/such/binary.node',
      clock,
      log: silentLog,
    });
    assert.equal(database.driver, 'node:sqlite');
    database.close();
  });
});

function overwrite(path: string, from: number, length: number): void {
  const bytes = readFileSync(path);
  bytes.fill(0xa7, from, from + length);
  writeFileSync(path, bytes);
}
