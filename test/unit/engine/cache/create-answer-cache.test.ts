import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type AnswerCacheOptions, createAnswerCache } from '../../../../src/engine/cache/create-answer-cache.ts';
import { limits } from '../../../../src/engine/limits.ts';
import type { AnswerCache } from '../../../../src/engine/ports/answer-cache.ts';
import { silentLog } from '../../../../src/engine/ports/log.ts';
import { applicationId } from '../../../../src/engine/storage/application-id.ts';
import { answer } from '../../../fixtures/storage/answer.ts';
import { drivers } from '../../../fixtures/storage/drivers.ts';
import { fakeClock } from '../../../fixtures/storage/fake-clock.ts';

const TTL = 300_000;
/** How often a process that writes is killed; `WEE_KILLS=200` for the long run. */
const KILLS = Number(process.env.WEE_KILLS ?? 12);

for (const { name, binding } of drivers) {
  describe(`The answer cache over ${name}`, () => {
    let folder: string;
    let path: string;
    let clock: ReturnType<typeof fakeClock>;
    let caches: AnswerCache[];
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'wee-cache-'));
      path = join(folder, 'answers.db');
      clock = fakeClock();
      caches = [];
    });
    afterEach(() => {
      for (const cache of caches) cache.dispose();
      rmSync(folder, { recursive: true, force: true });
    });
    const begin = async (more: Partial<AnswerCacheOptions> = {}): Promise<AnswerCache> => {
      const cache = createAnswerCache({
        path,
        binding,
        memoryBytes: 1e6,
        diskBytes: 1e6,
        ttlMs: TTL,
        clock,
        log: silentLog,
        ...more,
      });
      caches.push(cache);
      await cache.ready?.();
      return cache;
    };
    const outside = <T>(work: (database: DatabaseSync) => T): T => {
      const database = new DatabaseSync(path, { timeout: 1000 });
      try {
        return work(database);
      } finally {
        database.close();
      }
    };
    const disk = (cache: AnswerCache) => {
      const stats = cache.stats().find(({ tier }) => tier === 'disk');
      assert(stats !== undefined);
      return stats;
    };

    it('finds in memory what was just set', async () => {
      const cache = await begin();
      const one = answer('one', clock.now());
      cache.set('one', one);
      assert.deepEqual(cache.get('one'), { answer: one, tier: 'memory' });
      assert.equal(cache.get('two'), undefined);
    });
    it('knows ahead which answers to a question are on disk, and looks for no other', async () => {
      const digest = (place: string, rest: string): string => place.padEnd(63, '0') + rest;
      const first = await begin();
      const one = answer(digest('abcde', '1'), clock.now());
      const other = answer(digest('abcdf', '1'), clock.now());
      for (const each of [one, other]) first.set(each.digest, each);
      const ahead = first.expect('abcde');
      assert.equal(ahead?.has(one.digest), true, 'not written yet');
      await first.flush();
      assert.equal(ahead.has(one.digest), true, 'written meanwhile');
      const second = await begin();
      const expected = second.expect('abcde');
      assert.equal(expected?.has(one.digest), true);
      assert.equal(expected.has(other.digest), false, 'of another question');
      assert.deepEqual(second.get(one.digest, expected), { answer: one, tier: 'disk' });
      assert.equal(second.get(digest('abcde9', '2'), expected), undefined);
      assert.equal(disk(second).misses, 1);
      outside((database) => database.exec('DELETE FROM bodies'));
      assert.equal((await begin()).expect('abcde')?.has(one.digest), false);
    });
    it('takes over the database of an earlier version: what was asked stays', async () => {
      outside((database) =>
        database.exec(`PRAGMA application_id = ${applicationId.answers}; PRAGMA user_version = 5;
          CREATE TABLE answers (id INTEGER PRIMARY KEY, digest TEXT NOT NULL);
          CREATE TABLE bodies (id INTEGER PRIMARY KEY REFERENCES answers ON DELETE CASCADE, body BLOB NOT NULL);
          CREATE TABLE answer_files (path TEXT, answer INTEGER REFERENCES answers ON DELETE CASCADE);
          CREATE TABLE totals (entries INTEGER, bytes INTEGER, inflation REAL);
          INSERT INTO totals VALUES (1, 1, 0); INSERT INTO answers VALUES (1, 'old'); INSERT INTO bodies VALUES (1, 'old');
          CREATE TABLE asked (key TEXT PRIMARY KEY, agent TEXT, title TEXT, question TEXT, context TEXT, digest TEXT, ingredients TEXT,
            asked_at INTEGER, times INTEGER) WITHOUT ROWID;
          INSERT INTO asked VALUES ('key', 'marie', 'why?', NULL, 'context', 'digest', '{"answerClass":"a","agent":"b","budget":1,
            "files":[],"project":"","dependencies":"","changes":"","findings":""}', 1, 3)`),
      );
      const cache = await begin();
      assert.deepEqual([cache.notices(), disk(cache).entries, cache.journal.last('key')?.times], [[], 0, 3]);
      cache.set('one', answer('one', clock.now()));
      await cache.flush();
      assert.equal((await begin()).get('one')?.tier, 'disk');
    });
    it('hears of answers that another window wrote, and of those that it wrote over', async () => {
      const digest = 'abcde'.padEnd(64, '7');
      const [first, second] = [await begin(), await begin()];
      assert.equal(first.expect('abcde')?.has(digest), false);
      for (const text of ['one', 'two']) {
        const theirs = { ...answer(digest, clock.now()), text };
        second.set(digest, theirs);
        await second.flush();
        clock.advance(limits.otherWindowsMs);
        const expected = first.expect('abcde');
        assert.equal(expected?.has(digest), true);
        assert.deepEqual((await begin()).get(digest, expected)?.answer, theirs);
      }
      assert.equal(disk(second).entries, 1);
    });
    it('finds on disk what another life wrote, and in memory from then on', async () => {
      const first = await begin();
      const one = answer('one', clock.now());
      first.set('one', one);
      first.dispose();
      const second = await begin();
      assert.deepEqual(second.get('one'), { answer: one, tier: 'disk' });
      assert.equal(second.get('one')?.tier, 'memory');
    });
    it('writes a moment later without being asked', async () => {
      const cache = await begin();
      cache.set('one', answer('one', clock.now()));
      clock.advance(1000);
      assert.equal(
        outside((d) => d.prepare('SELECT count(*) AS n FROM answers').get()?.n),
        1,
      );
    });
    it('keeps a transient answer off the disk', async () => {
      const cache = await begin();
      cache.set('one', answer('one', clock.now()), { transient: true });
      await cache.flush();
      assert.equal(cache.get('one')?.tier, 'memory');
      assert.equal(disk(cache).entries, 0);
    });
    it('forgets in memory after the lifetime and on disk after twice that', async () => {
      const cache = await begin();
      cache.set('one', answer('one', clock.now()));
      await cache.flush();
      clock.advance(TTL + 1);
      assert.equal(cache.get('one')?.tier, 'disk');
      clock.advance(TTL + 1);
      const late = await begin();
      assert.equal(late.get('one'), undefined);
    });
    it('takes an answer from the near future as fresh when the clock was set back, and not for ever', async () => {
      const first = await begin();
      first.set('one', answer('one', clock.now()));
      first.dispose();
      clock.jump(-TTL);
      assert.equal((await begin()).get('one')?.tier, 'disk');
      clock.jump(-10 * TTL);
      assert.equal((await begin()).get('one'), undefined);
    });
    it('drops a bad row and calls it a miss', async () => {
      const first = await begin();
      for (const digest of ['a', 'b', 'c', 'd']) first.set(digest, answer(digest, clock.now()));
      await first.flush();
      outside((d) =>
        d.exec(`UPDATE bodies SET body = '{' WHERE id = (SELECT id FROM answers WHERE digest = 'a');
        UPDATE bodies SET body = x'0100ff' WHERE id = (SELECT id FROM answers WHERE digest = 'b');
        UPDATE bodies SET body = (SELECT body FROM bodies JOIN answers USING (id) WHERE digest = 'd')
        WHERE id = (SELECT id FROM answers WHERE digest = 'c')`),
      );
      const cache = await begin();
      for (const digest of ['a', 'b', 'c']) assert.equal(cache.get(digest), undefined, digest);
      assert.equal(cache.get('d')?.tier, 'disk');
      await cache.flush();
      assert.equal(
        outside((d) => d.prepare('SELECT count(*) AS n FROM answers').get()?.n),
        1,
      );
    });
    it('keeps what took long to make, in memory and on disk', async () => {
      const cache = await begin({ diskBytes: 60_000, memoryBytes: 60_000 });
      const dear = { ...answer('dear', clock.now(), 'x'.repeat(1000)), generateMs: 30_000 };
      cache.set('dear', dear);
      for (let n = 0; n < 200; n++) {
        cache.set(`n${n}`, answer(`n${n}`, clock.now(), 'x'.repeat(1000)));
        clock.advance(1000);
      }
      await cache.flush();
      assert.equal(cache.get('dear')?.tier, 'memory');
      assert.equal(cache.get('n0'), undefined);
      assert.equal((await begin()).get('dear')?.tier, 'disk');
    });
    it('keeps an answer with a secret off the disk', async () => {
      const cache = await begin({ hasSecret: (text) => text.includes('hunter2') });
      cache.set('one', answer('one', clock.now(), 'the password is hunter2'));
      await cache.flush();
      assert.equal(cache.get('one')?.tier, 'memory');
      assert.equal(disk(cache).entries, 0);
    });
    it('notices when its file is deleted, begins a new one, and writes what memory still holds', async () => {
      const cache = await begin();
      cache.set('one', answer('one', clock.now()));
      await cache.flush();
      for (const end of ['', '-wal', '-shm']) rmSync(path + end, { force: true });
      cache.set('two', answer('two', clock.now()));
      await cache.flush();
      assert.match(cache.notices().join(), /was deleted/);
      const late = await begin();
      assert.equal(late.get('one')?.tier, 'disk');
      assert.equal(late.get('two')?.tier, 'disk');
    });
    it('tries again later when the disk could not be opened, and then writes what memory holds', async () => {
      writeFileSync(join(folder, 'file'), '');
      const cache = await begin({ path: join(folder, 'file', 'answers.db') });
      cache.set('one', answer('one', clock.now()));
      rmSync(join(folder, 'file'));
      clock.advance(30_000);
      await new Promise((resolve) => setImmediate(resolve));
      await cache.flush();
      assert.deepEqual(cache.notices(), []);
      assert.equal(disk(cache).entries, 1);
    });
    it('begins anew when the file turns out damaged in use', async () => {
      const first = await begin();
      for (let n = 0; n < 200; n++) first.set(`n${n}`, answer(`n${n}`, clock.now(), 'x'.repeat(2000)));
      await first.flush();
      first.dispose();
      const bytes = readFileSync(path);
      writeFileSync(path, Buffer.concat([bytes.subarray(0, 4096), Buffer.alloc(bytes.length - 4096, 7)]));
      const cache = await begin();
      for (let n = 0; n < 5; n++) cache.get(`n${n}`);
      cache.set('new', answer('new', clock.now()));
      for (let n = 0; n < 3; n++) await cache.flush();
      assert.match(cache.notices().join(), /damaged/);
      assert.equal((await begin()).get('new')?.tier, 'disk');
    });
    it('lists, shows and clears by agent and file', async () => {
      const cache = await begin();
      const digest = (n: number) => String(n).repeat(64);
      cache.set(digest(1), answer(digest(1), clock.now()));
      cache.set(digest(2), {
        ...answer(digest(2), clock.now()),
        agent: 'marie',
        sources: [{ path: 'src/b.ts', line: 1 }],
      });
      await cache.flush();
      cache.get(digest(2));
      const [two] = cache.list({ agent: 'marie' }, 10);
      assert.deepEqual([two?.digest, two?.hits, two?.savedMs, two?.files], [digest(2), 1, 5, ['src/b.ts']]);
      assert.deepEqual(two?.tiers, ['memory', 'disk']);
      assert.equal(cache.list({}, 10).length, 2);
      assert.equal(cache.show('1111')?.answer.text, `text of ${digest(1)}`);
      assert.equal(cache.show('3333'), undefined);
      assert.equal(await cache.clear({ file: 'src/b.ts' }), 1);
      assert.equal(cache.get(digest(2)), undefined);
      assert.equal(cache.get(digest(1))?.tier, 'memory');
      assert.deepEqual(await cache.verify(), { ok: true, checked: 1, damaged: [], integrity: 'ok' });
      assert(cache.store().bytes > 0);
    });
    it('notes on disk how often memory served an answer', async () => {
      const cache = await begin();
      cache.set('one', answer('one', clock.now()));
      await cache.flush();
      for (let n = 0; n < 3; n++) cache.get('one');
      clock.advance(5_000);
      assert.equal(
        outside((d) => d.prepare('SELECT hits FROM answers').get()?.hits),
        3,
      );
    });
    it('lets answers of an agent or backend go sooner by rule', async () => {
      const cache = await begin({ ttlMs: 10 * TTL, ttlFor: { 'codebase@openai': TTL, openai: 5 * TTL } });
      cache.set('plain', answer('plain', clock.now()));
      cache.set('ruled', { ...answer('ruled', clock.now()), answerClass: 'openai/host/model' });
      await cache.flush();
      clock.advance(2 * TTL + 1);
      assert.equal(cache.get('ruled'), undefined);
      assert.equal(cache.get('plain')?.tier, 'memory');
    });
    it('keeps within its size on disk, the least recently used leave first', async () => {
      const cache = await begin({ diskBytes: 50_000, memoryBytes: 2000 });
      for (let n = 0; n < 100; n++) {
        cache.set(`n${n}`, answer(`n${n}`, clock.now(), 'x'.repeat(1000)));
        clock.advance(1000);
        cache.get('n0');
      }
      await cache.flush();
      assert(disk(cache).bytes <= 50_000, String(disk(cache).bytes));
      assert(disk(cache).evictions > 0);
      const late = await begin();
      assert.equal(late.get('n0')?.tier, 'disk');
      assert.equal(late.get('n1'), undefined);
      assert.equal(late.get('n99')?.tier, 'disk');
    });
    it('clears every tier and what waits to be written', async () => {
      const cache = await begin();
      cache.set('one', answer('one', clock.now()));
      await cache.flush();
      cache.set('two', answer('two', clock.now()));
      assert.equal(await cache.clear(), 2);
      clock.advance(60_000);
      cache.dispose();
      const late = await begin();
      assert.equal(late.get('one'), undefined);
      assert.equal(late.get('two'), undefined);
    });
    it('shows one window what another wrote', async () => {
      const [a, b] = [await begin(), await begin()];
      for (let n = 0; n < 50; n++) {
        a.set(`a${n}`, answer(`a${n}`, clock.now()));
        b.set(`b${n}`, answer(`b${n}`, clock.now()));
        await Promise.all([a.flush(), b.flush()]);
      }
      assert.equal(a.get('b49')?.tier, 'disk');
      assert.equal(b.get('a0')?.tier, 'disk');
      assert.equal(disk(a).errors + disk(b).errors, 0);
    });
    it('goes on in memory while the file is locked, says so once, and writes later', async () => {
      const warnings: string[] = [];
      const cache = await begin({ log: { ...silentLog, warn: (message) => warnings.push(message) } });
      // Another process: two SQLite libraries in one process do not see each other's POSIX locks.
      const script = `const { DatabaseSync } = require('node:sqlite'); const d = new DatabaseSync(process.argv[1]);
        d.exec('BEGIN IMMEDIATE'); console.log('held'); process.stdin.once('data', () => process.exit(0));`;
      const holder = spawn(process.execPath, ['-e', script, path], { stdio: ['pipe', 'pipe', 'inherit'] });
      await once(holder.stdout, 'data');
      cache.set('one', answer('one', clock.now()));
      await cache.flush();
      assert.equal(cache.get('one')?.tier, 'memory');
      assert.equal(cache.get('absent'), undefined);
      assert.match(cache.notices().join(), /another window holds it/);
      await cache.flush();
      cache.get('absent');
      await cache.flush();
      assert.equal(warnings.length, 1, warnings.join('\n'));
      assert.equal(disk(cache).errors, 3);
      holder.stdin.write('go');
      await once(holder, 'exit');
      clock.advance(30_000);
      assert.deepEqual(cache.notices(), []);
      assert.equal(
        outside((d) => d.prepare('SELECT count(*) AS n FROM answers').get()?.n),
        1,
      );
    });
    it('goes on in memory when its folder cannot be made', async () => {
      writeFileSync(join(folder, 'file'), '');
      const cache = await begin({ path: join(folder, 'file', 'answers.db') });
      cache.set('one', answer('one', clock.now()));
      assert.equal(cache.get('one')?.tier, 'memory');
      assert.match(cache.notices().join(), /Disk cache is off/);
      assert.equal(await cache.clear(), 1);
    });
    it('begins anew beside a damaged file, and says so', async () => {
      writeFileSync(path, 'not a database '.repeat(300));
      const cache = await begin();
      assert.match(cache.notices().join(), /kept as/);
      cache.set('one', answer('one', clock.now()));
      await cache.flush();
      assert.equal(disk(cache).entries, 1);
    });
    it('loses nothing that flush acknowledged when the process is killed', async function () {
      this.timeout(5_000 * KILLS);
      const script = join(import.meta.dirname, '../../../fixtures/storage/write-forever.ts');
      const acknowledged: string[] = [];
      for (let round = 0; round < KILLS; round++) {
        const child = spawn(process.execPath, [script, path, binding ?? '', `r${round}`], {
          stdio: ['ignore', 'pipe', 'inherit'],
        });
        let text = '';
        let lines = 0;
        const enough = 20 + Math.floor(80 * Math.random());
        child.stdout.on('data', (part) => {
          text += String(part);
          lines = text.split('\n').length;
          if (lines > enough) child.kill('SIGKILL');
        });
        await once(child, 'close');
        acknowledged.push(...text.split('\n').slice(0, -1));
      }
      assert.equal(
        outside((d) => d.prepare('PRAGMA integrity_check').get()?.integrity_check),
        'ok',
      );
      const cache = await begin({ ttlMs: 1e9 });
      assert(acknowledged.length > 20 * KILLS);
      assert.deepEqual(
        acknowledged.filter((digest) => cache.get(digest) === undefined),
        [],
      );
      assert.deepEqual(cache.notices(), []);
    });
  });
}
