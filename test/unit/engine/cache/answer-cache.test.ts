import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAnswerCache } from '../../../../src/engine/cache/create-answer-cache.ts';
import type { Answer } from '../../../../src/engine/domain/answer.ts';
import type { AnswerCache } from '../../../../src/engine/ports/answer-cache.ts';
import { silentLog } from '../../../../src/engine/ports/log.ts';
import { openDatabase } from '../../../../src/engine/storage/open-database.ts';
import { nativeBinding } from '../../../../src/node/native-binding.ts';
import { FakeClock } from '../../../fixtures/ports/fake-clock.ts';

const binding = nativeBinding('dist');

describe('the answer cache', () => {
  let folder: string;
  let clock: FakeClock;
  const path = (): string => join(folder, 'data', 'answers.db');
  const open = async (options: { memoryBytes?: number; diskBytes?: number } = {}): Promise<AnswerCache> => {
    const cache = createAnswerCache({
      path: path(),
      binding,
      memoryBytes: 2 ** 20,
      diskBytes: 2 ** 20,
      ttlMs: 300_000,
      clock,
      log: silentLog,
      ...options,
    });
    await cache.ready?.();
    return cache;
  };
  const answer = (digest: string, text = 'text'): Answer => ({
    agent: 'sherlock',
    text,
    sources: [{ path: 'a.ts', line: 1 }],
    digest,
    backend: 'fake',
    question: 'why?',
    tokens: { context: 1, prompt: 1, answer: 1, estimated: true },
    createdAt: clock.now(),
    generateMs: 5,
  });
  const damage = async (text: string): Promise<AnswerCache> => {
    const cache = await open();
    cache.set('a', answer('a'));
    cache.dispose();
    writeFileSync(path(), text);
    return open();
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'wee-cache-'));
    clock = new FakeClock();
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('finds an answer in memory, and after a restart on disk, and then in memory again', async () => {
    const first = await open();
    first.set('a', answer('a'));
    assert.equal(first.get('a')?.tier, 'memory');
    first.dispose();
    const second = await open();
    assert.deepEqual(second.get('a'), { answer: answer('a'), tier: 'disk' });
    assert.equal(second.get('a')?.tier, 'memory');
    second.dispose();
  });

  it('keeps a transient answer off the disk', async () => {
    const first = await open();
    first.set('a', answer('a'), { transient: true });
    first.dispose();
    const second = await open();
    assert.equal(second.get('a'), undefined);
    second.dispose();
  });

  it('forgets by ttl: memory after it, disk after twice that; a clock set back makes nothing immortal', async () => {
    const cache = await open();
    cache.set('a', answer('a'));
    clock.advance(300_001);
    assert.equal(cache.get('a')?.tier, 'disk');
    cache.dispose();
    clock.advance(300_001);
    const later = await open();
    assert.equal(later.get('a'), undefined);
    later.set('future', { ...answer('future'), createdAt: clock.now() + 10 * 300_000 });
    await later.flush();
    later.dispose();
    const back = await open();
    assert.equal(back.get('future'), undefined);
    back.dispose();
  });

  it('keeps to its sizes, the least recently used first out', async () => {
    const cache = await open({ memoryBytes: 50_000, diskBytes: 50_000 });
    for (let n = 0; n < 40; n++) {
      cache.set(`d${n}`, answer(`d${n}`, 'x'.repeat(4_000)));
      clock.advance(1_000);
    }
    await cache.flush();
    for (const { tier, bytes, evictions } of cache.stats()) {
      assert.ok(bytes <= 50_000, `${tier}: ${bytes}`);
      assert.ok(evictions > 0, tier);
    }
    assert.notEqual(cache.get('d39'), undefined);
    assert.equal(cache.get('d0'), undefined);
    cache.dispose();
  });

  it('clears every tier, what waits to be written included', async () => {
    const cache = await open();
    cache.set('a', answer('a'));
    assert.equal(await cache.clear(), 1);
    assert.equal(cache.get('a'), undefined);
    cache.dispose();
    const again = await open();
    assert.equal(again.get('a'), undefined);
    again.dispose();
  });

  it('takes a row that was tampered with for a miss', async () => {
    const cache = await open();
    cache.set('a', answer('a'));
    cache.dispose();
    const options = {
      path: path(),
      application: 'answers',
      migrations: [],
      busyMs: 50,
      binding,
      clock,
      log: silentLog,
    } as const;
    await assert.rejects(openDatabase(options), /newer WEE/, 'no migrations known means that the file is newer');
    execFileSync(process.execPath, [
      '-e',
      `const {DatabaseSync}=require('node:sqlite');new DatabaseSync(${JSON.stringify(path())}).exec("UPDATE answers SET json='{}'")`,
    ]);
    const tampered = await open();
    assert.equal(tampered.get('a'), undefined);
    tampered.dispose();
  });

  it('sets a damaged or foreign database aside, kept, and begins a new one', async () => {
    for (const text of ['SQLite format 3\0 but torn', 'just some notes']) {
      const cache = await damage(text);
      assert.match(cache.notices().join(), /kept as .*\.corrupt-\d{14}/);
      cache.set('b', answer('b'));
      await cache.flush();
      assert.equal(cache.stats()[1]?.entries, 1);
      cache.dispose();
      assert.ok(readdirSync(join(folder, 'data')).some((name) => name.includes('.corrupt-')));
    }
  });

  it('goes on in memory when another window holds the lock, and says so', async () => {
    const holder = await open();
    holder.set('a', answer('a'));
    await holder.flush();
    // Another process, because locks of one process do not conflict with one another.
    const script = `const {DatabaseSync}=require('node:sqlite');const d=new DatabaseSync(${JSON.stringify(path())});d.exec('BEGIN EXCLUSIVE');console.log('locked');process.stdin.on('end',()=>{d.exec('COMMIT');process.exit()}).resume()`;
    const locker = spawn(process.execPath, ['-e', script], { stdio: ['pipe', 'pipe', 'inherit'] });
    await once(locker.stdout, 'data');
    holder.set('b', answer('b'));
    await holder.flush();
    assert.equal(holder.get('b')?.tier, 'memory');
    assert.match(holder.notices().join(), /another window/);
    locker.stdin.end();
    await once(locker, 'exit');
    clock.advance(31_000);
    assert.deepEqual(holder.notices(), []);
    holder.dispose();
    const later = await open();
    assert.equal(later.get('b')?.tier, 'disk', 'what waited was not lost');
    later.dispose();
  });

  it('goes on in memory when the folder cannot be made or the disk is full', async () => {
    writeFileSync(join(folder, 'data'), 'a file where the folder should be');
    const cache = await open();
    cache.set('a', answer('a'));
    assert.equal(cache.get('a')?.tier, 'memory');
    assert.match(cache.notices().join(), /Disk cache is off/);
    cache.dispose();
  });

  it('is readable by this user alone', async () => {
    const cache = await open();
    cache.set('a', answer('a'));
    await cache.flush();
    assert.equal(statSync(path()).mode & 0o077, 0);
    assert.equal(statSync(join(folder, 'data')).mode & 0o077, 0);
    cache.dispose();
  });

  it('works the same on node:sqlite, where the native module is too new for this Node', async () => {
    const options = {
      path: path(),
      application: 'answers',
      migrations: [{ version: 1, sql: 'CREATE TABLE t (a)' }],
      busyMs: 50,
      binding,
      clock,
      log: silentLog,
    } as const;
    const { database } = await openDatabase({ ...options, napi: 9 });
    assert.equal(database.driver, 'node:sqlite');
    assert.throws(() =>
      database.transaction(() => {
        database.prepare('INSERT INTO t VALUES (?)').run(1);
        throw new Error('undo');
      }),
    );
    assert.deepEqual(database.prepare('SELECT * FROM t').all(), []);
    database.close();
  });
});
