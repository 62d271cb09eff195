import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { createFixtureProject } from '../../e2e/fixture-project.ts';
import { runWee, type WeeResult } from '../../fixtures/cli/run-wee.ts';

const bundle = resolve('dist/cli.js');

describe('the command line', function () {
  this.timeout(30_000);
  let root: string;
  let data: string;
  before(() => {
    root = createFixtureProject();
    data = mkdtempSync(join(tmpdir(), 'wee-cli-'));
  });
  after(() => {
    rmSync(root, { recursive: true, force: true });
    rmSync(data, { recursive: true, force: true });
  });

  const wee = (args: readonly string[], input = ''): Promise<WeeResult> =>
    runWee([...args, '--data', data], root, input);

  it('answers, and from disk in the next process', async () => {
    const first = JSON.parse((await wee(['ask', '@sherlock why is the discount wrong?', '--json'])).out);
    assert.equal(first.agent, 'sherlock');
    assert.equal(first.tier, 'none');
    assert.ok(first.sources.some((source: { path: string }) => source.path === 'lib/pricing.js'));
    assert.deepEqual(Object.keys(first.tokens), ['context', 'prompt', 'answer', 'estimated']);
    const second = JSON.parse((await wee(['ask', '@sherlock why is the discount wrong?', '--json'])).out);
    assert.equal(second.tier, 'disk');
    assert.equal(second.digest, first.digest);
    const anew = JSON.parse((await wee(['ask', '@sherlock why is the discount wrong?', '--json', '--no-cache'])).out);
    assert.equal(anew.tier, 'none');
  });

  it('holds a session, keeps it for the next process, and shows it again', async () => {
    const args = ['session', '@sherlock @marie why is the discount wrong?'];
    const { code, out } = await wee([...args, '--json']);
    const first = JSON.parse(out);
    assert.equal(code, 0);
    assert.deepEqual(
      first.agents.map(({ agent, status }: { agent: string; status: string }) => [agent, status]),
      [
        ['sherlock', 'answered'],
        ['marie', 'answered'],
      ],
    );
    assert.ok(first.ms > 0 && first.efficiency > 0 && first.sources.length > 0);
    assert.match(first.text, /@sherlock[\s\S]*@marie/);
    const again = JSON.parse((await wee([...args, '--json'])).out);
    assert.deepEqual(new Set(again.agents.map(({ tier }: { tier: string }) => tier)), new Set(['disk']));
    assert.match((await wee(['session', '--list'])).out, /done +sherlock, marie +@sherlock @marie why/);
    const shown = await wee(['session', '--show', first.id.slice(0, 8)]);
    assert.match(shown.out, /# @sherlock @marie why is the discount wrong\?[\s\S]*## @marie: answered/);
    assert.equal((await wee(['session', '--show', 'nothing'])).code, 2);
    assert.equal((await wee(['session'])).code, 2);
  });

  it('prints a context for people, for programs, and one a line', async () => {
    const { out } = await wee(['context', 'discount']);
    assert.match(out, /lib\/pricing\.js {2}lines 1–/);
    const lines = (await wee(['context'], '{"query":"discount"}\n{"query":"shelves"}\n')).out.trim().split('\n');
    assert.deepEqual(
      lines.map((line) => JSON.parse(line).files[0].path),
      ['lib/pricing.js', 'lib/stock.js'],
    );
    const bad = await wee(['context'], 'no json\n{"query":"discount"}\n');
    assert.equal(bad.code, 1);
    assert.equal(bad.out.trim().split('\n').length, 1);
  });

  it('reports its health', async () => {
    const { code, out } = await wee(['doctor', '--json']);
    const { ok, checks } = JSON.parse(out);
    assert.equal(code, 0);
    assert.equal(ok, true);
    assert.deepEqual(
      checks.map((check: { name: string }) => check.name),
      ['Folder', 'Trust', 'Index', 'Cache', 'Model', 'Resources'],
    );
  });

  it('takes a question from standard input, refuses one of a megabyte, and needs one', async () => {
    assert.equal((await wee(['ask', '-'], '@marie which tests cover priceOf?')).code, 0);
    const long = await wee(['ask', '-'], 'x'.repeat(2 ** 20));
    assert.equal(long.code, 1);
    assert.match(long.err, /100,000 are the most/);
    const endless = await wee(['context', '-'], 'x'.repeat(5 * 2 ** 20));
    assert.equal(endless.code, 1);
    assert.match(endless.err, /more than 4 MB[\s\S]*a file of the workspace/);
    assert.equal((await wee(['ask'])).code, 2);
    assert.equal((await wee(['ask', ' '])).code, 2);
  });

  it('says which Node it needs where it is too old', async () => {
    const old = "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.19.0' } })";
    const preload = join(data, 'old-node.mjs');
    writeFileSync(preload, old);
    const child = spawn(process.execPath, ['--import', pathToFileURL(preload).href, bundle, 'ask', 'why?'], {
      cwd: root,
    });
    const [err, out] = await Promise.all([text(child.stderr), text(child.stdout)]);
    assert.match(err, /^WEE needs Node 22 or newer; this is .*\nInstall it from/);
    assert.equal(out, '');
  });

  it('says what is wrong with a call', async () => {
    const cases: readonly (readonly [readonly string[], RegExp])[] = [
      [['ask', '@watson why?'], /no agent “watson”[\s\S]*@sherlock/],
      [['dance'], /no command “dance”/],
      [['ask', 'x', '--nonsense'], /nonsense/],
      [['ask', 'x', '--focus', 'a.ts'], /FILE:LINE/],
      [['ask', 'x', '--focus', 'nope.ts:1'], /there is no file “nope\.ts”/],
      [['ask', 'x', '--base-url', 'localhost:11434'], /no address such as http/],
      [['ask', 'x', '--root', '/nowhere/at/all'], /is not a folder/],
    ];
    for (const [args, message] of cases) {
      const { code, err } = await wee(args);
      assert.equal(code, 2, args.join(' '));
      assert.match(err, message);
    }
  });

  it('works from a folder with spaces and letters beyond ASCII in its name', async () => {
    const folder = join(data, 'a b é');
    cpSync(resolve('dist'), folder, { recursive: true });
    const args = [join(folder, 'cli.js'), 'context', 'discount', '--data', join(data, 'elsewhere')];
    const child = spawn(process.execPath, args, { cwd: root });
    assert.match(await text(child.stdout), /pricing\.js/);
  });

  it('writes all of a long result to a slow reader', async () => {
    const query = 'discount '.repeat(50_000);
    const child = spawn(process.execPath, [bundle, 'context', '-', '--json', '--data', data], { cwd: root });
    child.stdin.end(query);
    await once(child.stdout, 'readable'); // The pipe is full before anything is read.
    assert.equal(JSON.parse(await text(child.stdout)).query, query);
  });

  it('leaves an empty query out and answers the ones behind it', async () => {
    const { code, out } = await wee(['context'], '{"query":" "}\n{"query":"discount"}\n');
    assert.equal(code, 1);
    assert.equal(JSON.parse(out).query, 'discount');
  });

  it('stops waiting for standard input when it is interrupted', async () => {
    const child = spawn(process.execPath, [bundle, 'context', '--data', data], { cwd: root });
    child.stdin.write('{"query":"discount"}\n');
    await once(child.stdout, 'data');
    child.kill('SIGINT');
    const [code] = await once(child, 'exit');
    assert.equal(code, 130);
  });

  it('goes on in memory where the data folder cannot be made, and says so', async () => {
    const blocked = join(data, 'blocked');
    writeFileSync(blocked, '');
    const child = spawn(process.execPath, [bundle, 'ask', 'why is the discount wrong?', '--data', join(blocked, 'x')], {
      cwd: root,
    });
    const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
    assert.match(out, /pricing\.js/);
    assert.match(err, /cannot be opened/);
  });

  it('names the model that cannot be reached, and lets the local analysis stand in unless told not to', async () => {
    const standsIn = await wee(['ask', 'why?', '--base-url', 'http://127.0.0.1:1/v1', '--model', 'm']);
    assert.equal(standsIn.code, 0);
    assert.match(standsIn.out, /No model answered.*127\.0\.0\.1:1 cannot be reached.*local analysis/);
    const endpoint = ['--base-url', 'http://127.0.0.1:1/v1', '--model', 'm', '--no-fallback'];
    const { code, err } = await wee(['ask', 'why?', ...endpoint]);
    assert.equal(code, 1);
    assert.match(err, /127\.0\.0\.1:1 cannot be reached/);
    const offline = await wee([
      'ask',
      'why?',
      '--base-url',
      'http://127.0.0.1:1/v1',
      '--model',
      'm',
      '--offline',
      '--no-fallback',
    ]);
    assert.match(offline.err, /offline/);
  });
});
