import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { LRUCache } from 'lru-cache';
import { findAgent } from '../src/engine/agents/find-agent.ts';
import { createAnswerCache } from '../src/engine/cache/create-answer-cache.ts';
import { Memo } from '../src/engine/coordinator/ask/memo.ts';
import type { Answer } from '../src/engine/domain/answer.ts';
import type { AnswerCache } from '../src/engine/ports/answer-cache.ts';
import { silentLog } from '../src/engine/ports/log.ts';
import { nativeBinding } from '../src/node/native-binding.ts';
import { systemClock } from '../src/node/system-clock.ts';
import { systemRandom } from '../src/node/system-random.ts';
import { loadPeer } from './peers/load-peer.ts';
import { median, round } from './statistics.ts';

/** Answers that are looked up in turn, so that no look-up is the one before. */
const ANSWERS = 200;
const ROUNDS = 61;
/** Rounds before those that count: until V8 has compiled what is hot, WEE's as well as the peers'. */
const WARM_UP = 30;
/** Look-ups in a row; short, so that what else runs on the machine meets all alike. */
const MEMORY_READS = 5_000;
const DISK_READS = 1_000;
const DAY = 24 * 3_600_000;

const digests = Array.from({ length: ANSWERS }, (_, n) => createHash('sha256').update(`${n}`).digest('hex'));

type Get = (n: number) => unknown;
const agent = findAgent('sherlock');

/**
 * A validated look-up of a 2 KB answer: the question's key and the workspace's generation give the digest, the tier its answer,
 * with expiry, figures and checks, as in a question. Beside it general caches over the same answers, and what they all stand on.
 */
export default async function bench(): Promise<Record<string, number>> {
  const folder = mkdtempSync(join(tmpdir(), 'wee-bench-cache-'));
  const memory = await fill(cacheIn(join(folder, 'memory.db'), 64 * 2 ** 20));
  const disk = await fill(cacheIn(join(folder, 'disk.db'), 0));
  const memo = new Memo();
  const keys = digests.map((digest) => JSON.stringify(['sherlock', 'local', 'local-analyst/2', `why ${digest}?`]));
  for (const [n, key] of keys.entries()) memo.set(key, remembered(digests[n] ?? ''));
  const validated =
    (cache: AnswerCache, tier: 'memory' | 'disk'): Get =>
    (n) => {
      const found = cache.get(memo.current(keys[n] ?? '', generation(), agent)?.digest ?? '');
      if (found?.tier !== tier) throw new Error(`Not from ${tier}.`);
      return found;
    };
  const peers = await memoryPeers();
  const bare = bareSqlite(join(folder, 'bare.db'));

  const inMemory: Record<string, number[]> = {
    wee: [],
    lru: [],
    ...Object.fromEntries(Object.keys(peers).map((name) => [name, []])),
  };
  const onDisk: { wee: number[]; bare: number[] } = { wee: [], bare: [] };
  for (let n = 0; n < WARM_UP + ROUNDS; n++) {
    if (n === WARM_UP) for (const times of [...Object.values(inMemory), onDisk.wee, onDisk.bare]) times.length = 0;
    inMemory.wee?.push(await time(validated(memory, 'memory'), MEMORY_READS));
    for (const [name, get] of Object.entries(peers)) inMemory[name]?.push(await time(get, MEMORY_READS));
    // By turns first: who comes second finds the processor's caches warm.
    const turns = [
      async () => onDisk.wee.push(await time(validated(disk, 'disk'), DISK_READS)),
      async () => onDisk.bare.push(await time(bare, DISK_READS)),
    ];
    for (const turn of n % 2 === 0 ? turns : turns.reverse()) await turn();
  }
  const ns = Object.fromEntries(Object.entries(inMemory).map(([name, times]) => [name, 1e6 * median(times)]));
  const fastest = Math.min(...['bentocache', 'cacheable', 'cache_manager'].map((name) => ns[name] ?? Number.NaN));
  const put = await timePuts(cacheIn(join(folder, 'put.db'), 64 * 2 ** 20));
  for (const cache of [memory, disk]) cache.dispose();
  rmSync(folder, { recursive: true, force: true });
  return {
    l1_get_ns: round(ns.wee ?? Number.NaN),
    bentocache_ns: round(ns.bentocache ?? Number.NaN),
    cacheable_ns: round(ns.cacheable ?? Number.NaN),
    cache_manager_ns: round(ns.cache_manager ?? Number.NaN),
    lru_ns: round(ns.lru ?? Number.NaN),
    l1_ratio: round((ns.wee ?? Number.NaN) / fastest),
    disk_get_us: round(1e3 * median(onDisk.wee)),
    sqlite_bare_us: round(1e3 * median(onDisk.bare)),
    disk_ratio: round(median(onDisk.wee) / median(onDisk.bare)),
    put_us: round(put),
  };
}

let now = 1;
/** As a workspace tells it. */
const generation = (): number => now;

function remembered(digest: string): Parameters<Memo['set']>[1] {
  now = 1;
  return { generation: 1, epoch: 0, digest, prompt: { agent } } as unknown as Parameters<Memo['set']>[1];
}

/** ms per look-up. */
async function time(get: Get, reads: number): Promise<number> {
  const start = performance.now();
  for (let n = 0; n < reads; n++) {
    const got = get(n % ANSWERS);
    // Whoever gets a promise has to wait for it; whoever gets an answer has it.
    if (got instanceof Promise) await got;
  }
  return (performance.now() - start) / reads;
}

/** µs per answer, from `set` to safely on disk. */
async function timePuts(cache: AnswerCache): Promise<number> {
  await cache.ready();
  const start = performance.now();
  for (const digest of digests) cache.set(digest, answer(digest));
  await cache.flush();
  const us = (1e3 * (performance.now() - start)) / ANSWERS;
  cache.dispose();
  return us;
}

async function fill(cache: AnswerCache): Promise<AnswerCache> {
  await cache.ready();
  for (const digest of digests) cache.set(digest, answer(digest));
  await cache.flush();
  return cache;
}

function cacheIn(path: string, memoryBytes: number): AnswerCache {
  return createAnswerCache({
    path,
    binding: nativeBinding(resolve('dist')),
    memoryBytes,
    diskBytes: 2 ** 30,
    ttlMs: DAY,
    clock: systemClock,
    random: systemRandom,
    log: silentLog,
  });
}

function answer(digest: string): Answer {
  const line = `- \`routes.match\` takes the first route whose pattern fits; see [lib/router.js:${digest.slice(-4)}](lib/router.js).\n`;
  return {
    agent: 'sherlock',
    text: line.repeat(30).slice(0, 2_048),
    sources: [
      { path: 'lib/router.js', line: 12, endLine: 60 },
      { path: 'lib/route.js', line: 3 },
      { path: 'test/router.test.js', line: 140, endLine: 180 },
    ],
    digest,
    backend: 'gpt-4o at api.openai.com',
    answerClass: 'openai/api.openai.com/gpt-4o',
    question: 'why is the first route taken?',
    tokens: { context: 7_800, prompt: 8_100, answer: 420, estimated: false },
    createdAt: Date.now(),
    generateMs: 4_000,
  };
}

interface BentoModule {
  BentoCache: new (options: object) => { set(entry: object): Promise<unknown>; get(entry: object): Promise<unknown> };
  bentostore(): { useL1Layer(driver: unknown): unknown };
}
interface KeyValue {
  set(key: string, value: unknown, ttl?: number): Promise<unknown>;
  get(key: string): Promise<unknown>;
}

/** Each as its documentation sets it up for memory alone, with a time to live, and without copies where that can be said. */
async function memoryPeers(): Promise<Record<string, Get>> {
  const bento = await loadPeer<BentoModule>('bentocache');
  const { memoryDriver } = await loadPeer<{ memoryDriver(options: object): unknown }>('bentocache/drivers/memory');
  const bentocache = new bento.BentoCache({
    default: 'memory',
    stores: { memory: bento.bentostore().useL1Layer(memoryDriver({ maxItems: 10_000, serialize: false })) },
  });
  const { Cacheable } = await loadPeer<{ Cacheable: new (options: object) => KeyValue }>('cacheable');
  const cacheable = new Cacheable({ ttl: DAY });
  const { createCache } = await loadPeer<{ createCache(options: object): KeyValue }>('cache-manager');
  const manager = createCache({ ttl: DAY });
  const lru = new LRUCache<string, Answer>({ max: 10_000 });
  for (const digest of digests) {
    const value = answer(digest);
    await bentocache.set({ key: digest, value, ttl: DAY });
    await cacheable.set(digest, value);
    await manager.set(digest, value);
    lru.set(digest, value);
  }
  const at = (n: number): string => digests[n] ?? '';
  const gets: Record<string, Get> = {
    bentocache: (n) => bentocache.get({ key: at(n) }),
    cacheable: (n) => cacheable.get(at(n)),
    cache_manager: (n) => manager.get(at(n)),
    lru: (n) => lru.get(at(n)),
  };
  for (const [name, get] of Object.entries(gets)) {
    if ((await get(1)) === undefined) throw new Error(`${name} does not have what it was given.`);
  }
  return gets;
}

function bareSqlite(path: string): Get {
  const binding = nativeBinding(resolve('dist'));
  const database = new BetterSqlite(path, binding === undefined ? {} : { nativeBinding: binding });
  database.pragma('journal_mode = WAL');
  database.exec('CREATE TABLE kept (key TEXT PRIMARY KEY, value TEXT NOT NULL)');
  const insert = database.prepare('INSERT INTO kept VALUES (?, ?)');
  database.transaction(() => {
    for (const digest of digests) insert.run(digest, answer(digest).text);
  })();
  const select = database.prepare('SELECT value FROM kept WHERE key = ?');
  return (n) => select.get(digests[n]);
}
