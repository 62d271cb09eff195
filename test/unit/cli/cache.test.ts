import assert from 'node:assert/strict';
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFixtureProject } from '../../e2e/fixture-project.ts';
import { runWee, type WeeResult } from '../../fixtures/cli/run-wee.ts';

const DISCOUNT = '@sherlock why is the discount wrong?';
const STOCK = '@marie which tests cover reserve?';

describe('wee cache', function () {
  this.timeout(60_000);
  const root = createFixtureProject();
  const temp = mkdtempSync(join(tmpdir(), 'wee-cli-cache-'));
  const pricing = join(root, 'lib/pricing.js');
  const unchanged = readFileSync(pricing, 'utf8');
  let data = join(temp, 'seed');
  const wee = (...args: readonly string[]): Promise<WeeResult> => runWee([...args, '--data', data], root);
  before(async () => {
    for (const question of [DISCOUNT, STOCK]) assert.equal((await wee('ask', question)).code, 0);
  });
  beforeEach(() => {
    data = mkdtempSync(join(temp, 'data-'));
    cpSync(join(temp, 'seed'), data, { recursive: true });
    writeFileSync(pricing, unchanged);
  });
  after(() => {
    for (const folder of [root, temp]) rmSync(folder, { recursive: true, force: true });
  });

  const json = async (...args: readonly string[]): Promise<Record<string, unknown>[]> => {
    const { code, out, err } = await wee(...args, '--json');
    assert.equal(code, 0, err);
    return out.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)]));
  };
  const agentsOf = async (...args: readonly string[]): Promise<unknown[]> =>
    (await json('cache', 'ls', ...args)).map(({ agent }) => agent).sort();
  const digestOf = async (agent: string): Promise<string> => {
    const [entry = {}] = await json('cache', 'ls', '--agent', agent);
    return String(entry.digest);
  };

  it('ls lists what was asked, by agent, file, word and number of rows', async () => {
    assert.deepEqual(await agentsOf(), ['marie', 'sherlock']);
    assert.deepEqual(await agentsOf('--agent', '@marie'), ['marie']);
    assert.deepEqual(await agentsOf('--file', './test/pricing.test.js'), await agentsOf('pricing.test'));
    assert.deepEqual(await agentsOf('DISCOUNT'), ['sherlock']);
    assert.deepEqual(await agentsOf('nowhere'), []);
    assert.equal((await agentsOf('--limit', '1')).length, 1);
    const [entry = {}] = await json('cache', 'ls', 'discount');
    assert.equal(entry.question, 'why is the discount wrong?');
    assert.ok((entry.files as string[]).includes('lib/pricing.js'));
    assert.match((await wee('cache', 'ls')).out, /sherlock .* why is the discount wrong\?/);
    assert.match((await wee('cache', 'ls', 'nowhere')).out, /no cached answers/);
  });

  it('ls counts what was served, and what that saved', async () => {
    await wee('ask', DISCOUNT);
    await wee('ask', DISCOUNT);
    const [entry = {}] = await json('cache', 'ls', 'discount');
    assert.equal(entry.hits, 2);
    assert.ok(Number(entry.savedTokens) > 0);
  });

  it('show tells an answer whole, and whether it would be served now', async () => {
    const digest = await digestOf('sherlock');
    const [shown = {}] = await json('cache', 'show', digest.slice(0, 10));
    assert.equal(shown.digest, digest);
    assert.match(String(shown.text), /pricing\.js/);
    assert.deepEqual((shown.now as { standing: string }).standing, 'valid');
    appendFileSync(pricing, '// discount\n');
    assert.match((await wee('cache', 'show', digest)).out, /stale: changed: lib\/pricing\.js/);
    await wee('ask', DISCOUNT);
    assert.match((await wee('cache', 'show', digest)).out, /replaced: its question has a newer answer/);
    writeFileSync(pricing, unchanged);
    assert.equal((await json('ask', DISCOUNT))[0]?.digest, digest);
  });

  it('why tells a hit from a miss, and what changed', async () => {
    assert.match((await wee('cache', 'why', DISCOUNT)).out, /^A hit \(disk\): nothing that it rests on changed/);
    appendFileSync(pricing, '// discount\n');
    const [why = {}] = await json('cache', 'why', DISCOUNT);
    assert.equal(why.tier, 'none');
    assert.equal(why.reason, 'changed: lib/pricing.js');
    assert.match((await wee('cache', 'why', 'how are orders shipped?')).out, /^A miss: first asked/);
  });

  it('evict removes one answer, and only that', async () => {
    const digest = await digestOf('sherlock');
    assert.deepEqual(await json('cache', 'evict', digest), [{ removed: 1, digest }]);
    assert.deepEqual(await agentsOf(), ['marie']);
  });

  it('clear removes by word, by agent, by file, and everything', async () => {
    assert.deepEqual(await json('cache', 'clear', 'no such word'), [{ removed: 0 }]);
    assert.deepEqual(await json('cache', 'clear', 'discount'), [{ removed: 1 }]);
    assert.deepEqual(await json('cache', 'clear', '--agent', 'sherlock'), [{ removed: 0 }]);
    assert.deepEqual(await json('cache', 'clear', '--file', 'no/such.js'), [{ removed: 0 }]);
    assert.deepEqual(await agentsOf(), ['marie']);
    assert.match((await wee('cache', 'clear')).out, /Removed 1 answers/);
    assert.deepEqual(await agentsOf(), []);
  });

  it('stats sums up, with the path and size of the database', async () => {
    const [stats = {}] = await json('cache', 'stats');
    assert.equal(stats.entries, 2);
    const { path, bytes } = stats.store as { path: string; bytes: number };
    assert.ok(path.startsWith(data) && bytes > 0);
    assert.match((await wee('cache', 'stats')).out, /2 answers, served 0 times[\s\S]*answers\.db/);
  });

  it('verify finds a row that was tampered with, removes it and fails', async () => {
    assert.equal((await json('cache', 'verify'))[0]?.checked, 2);
    const [stats = {}] = await json('cache', 'stats');
    const { DatabaseSync } = await import('node:sqlite');
    const database = new DatabaseSync((stats.store as { path: string }).path);
    database.exec(
      "UPDATE bodies SET body = replace(body, 'discount', 'discOUNT') WHERE id IN (SELECT id FROM answers WHERE agent = 'sherlock')",
    );
    database.close();
    const { code, out } = await wee('cache', 'verify', '--json');
    assert.equal(code, 1);
    assert.deepEqual([JSON.parse(out).checked, JSON.parse(out).damaged.length], [2, 1]);
    assert.deepEqual(await agentsOf(), ['marie']);
  });

  it('warm asks again what went stale, and nothing else', async () => {
    assert.deepEqual(
      (await json('cache', 'warm')).map(({ answered, fresh }) => [answered, fresh]),
      [[0, 2]],
    );
    appendFileSync(pricing, '// discount\n');
    const [report = {}] = await json('cache', 'warm', '@sherlock');
    assert.deepEqual([report.looked, report.answered, report.failed], [1, 1, 0]);
    assert.equal((await json('ask', DISCOUNT))[0]?.tier, 'disk');
  });

  it('says what is wrong with a call, with exit code 2, or 1 where there is no such answer', async () => {
    for (const [args, wrong] of [
      [['frobnicate'], /frobnicate.*none of ls, show/],
      [['show'], /digits of its digest/],
      [['show', 'xyz!'], /digits of its digest/],
      [['evict', 'ab'], /four at least/],
      [['why'], /no question/],
      [['ls', '--limit', 'many'], /not a number of rows/],
    ] as const) {
      const { code, err } = await wee('cache', ...args);
      assert.equal(code, 2, args.join(' '));
      assert.match(err, wrong);
    }
    const none = await wee('cache', 'show', '0000');
    assert.equal(none.code, 1);
    assert.match(none.err, /No one answer begins with 0000[\s\S]*wee cache ls/);
  });
});
