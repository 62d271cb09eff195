import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, watch, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createFixtureProject } from '../../e2e/fixture-project.ts';
import { runWee } from '../../fixtures/cli/run-wee.ts';

const bundle = resolve('dist/cli.js');

describe('what scripts rely on of the command line', function () {
  this.timeout(60_000);
  let root: string;
  let data: string;
  let server: Server | undefined;
  before(() => {
    root = createFixtureProject();
    data = mkdtempSync(join(tmpdir(), 'wee-contract-'));
  });
  after(() => {
    server?.closeAllConnections();
    server?.close();
    rmSync(root, { recursive: true, force: true });
    rmSync(data, { recursive: true, force: true });
  });
  const wee = (...args: readonly string[]) => runWee([...args, '--data', data], root);
  const json = async (...args: readonly string[]) => JSON.parse((await wee(...args, '--json')).out);

  it('has the keys of ask, with sources as path and line, and nothing but the object on standard output', async () => {
    const { out, err, code } = await wee('ask', '@sherlock why is the discount wrong?', '--json');
    assert.equal(code, 0);
    assert.equal(err, '');
    assert.equal(out.trim().split('\n').length, 1);
    const answer = JSON.parse(out);
    const keys = ['agent', 'text', 'sources', 'tier', 'digest', 'ms', 'steps', 'tokens', 'backend', 'reason'];
    assert.deepEqual(Object.keys(answer).slice(0, keys.length), keys);
    for (const source of answer.sources) assert.deepEqual(Object.keys(source), ['path', 'line']);
    assert.equal(typeof answer.ms, 'number');
    for (const step of ['context', 'cache', 'route', 'backend'])
      assert.equal(typeof answer.steps[step], 'number', step);
  });

  it('has the keys of context', async () => {
    const made = await json('context', 'discount');
    assert.deepEqual(Object.keys(made), [
      'query',
      'files',
      'dependencies',
      'changes',
      'tokens',
      'budget',
      'ms',
      'redacted',
    ]);
    assert.deepEqual(Object.keys(made.files[0]), ['path', 'why', 'tokens', 'shown']);
    assert.ok(made.tokens <= made.budget);
  });

  it('has the keys of session and doctor', async () => {
    const session = await json('session', '@sherlock @marie why is the discount wrong?');
    for (const key of ['agents', 'text', 'sources', 'efficiency', 'ms']) assert.ok(key in session, key);
    for (const key of ['agent', 'ms', 'status']) assert.ok(key in session.agents[0], key);
    const { ok, checks } = await json('doctor');
    assert.equal(ok, true);
    for (const check of checks) assert.deepEqual(Object.keys(check), ['name', 'ok', 'detail', 'remedy']);
  });

  it('looks where --focus points', async () => {
    const answer = await json('ask', '@sherlock what is wrong here?', '--focus', './lib/stock.js:1-2');
    assert.equal(answer.sources[0].path, 'lib/stock.js');
    const elsewhere = await wee('ask', '@sherlock what is wrong here?', '--focus', '../../etc/passwd:1');
    assert.equal(elsewhere.code, 2);
    assert.match(elsewhere.err, /there is no file “\.\.\/\.\.\/etc\/passwd”/);
    assert.doesNotMatch(elsewhere.out, /root:/);
    for (const bad of ['lib/stock.js', 'lib/stock.js:0', 'lib/stock.js:3-2', ':3', 'lib/none.js:1', 'lib:1'])
      assert.equal((await wee('ask', 'x', '--focus', bad)).code, 2, bad);
  });

  it('keeps what the last questions cost, also of processes before', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'wee-stats-'));
    const of = (...args: readonly string[]) => runWee([...args, '--data', folder], root);
    assert.match((await of('stats')).out, /Nothing was asked here yet/);
    await of('ask', '@sherlock why is the discount wrong?');
    await of('ask', '@sherlock why is the discount wrong?');
    assert.equal((await of('ask', '@watson why?')).code, 2);
    const figures = JSON.parse((await of('stats', '--json')).out);
    assert.deepEqual(
      [figures.asked, figures.hits, figures.failed, figures.hitRate, figures.tiers],
      [3, 1, 1, 0.5, { memory: 0, shared: 0, disk: 1 }],
    );
    assert.equal(figures.miss.count, 1);
    assert.deepEqual(
      figures.agents.map(({ id, asked }: { id: string; asked: number }) => [id, asked]),
      [['sherlock', 2]],
    );
    const traces = (await of('trace', '--json')).out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.deepEqual(
      traces.map(({ outcome }) => outcome),
      ['failed', 'hit', 'miss'],
    );
    const one = await of('trace', traces[2].id.slice(0, 8));
    assert.match(one.out, /why is the discount wrong[\s\S]*outcome +miss[\s\S]*steps\n {2}context +[\d.]+ ms/);
    const unknown = await of('trace', 'ffffffffff');
    assert.equal(unknown.code, 1);
    assert.match(unknown.err, /No trace, or more than one, begins with “ffffffffff”[\s\S]*wee trace/);
    rmSync(folder, { recursive: true, force: true });
  });

  it('ends with 130 when it is interrupted during the first index, and goes on from there', async () => {
    const big = mkdtempSync(join(tmpdir(), 'wee-big-'));
    const at = join(data, 'big');
    for (let folder = 0; folder < 30; folder++) {
      mkdirSync(join(big, `f${folder}`));
      for (let file = 0; file < 100; file++)
        writeFileSync(join(big, `f${folder}`, `m${file}.js`), `exports.discount${file} = ${'1 + '.repeat(400)}1\n`);
    }
    mkdirSync(at);
    const watcher = watch(at);
    const made = once(watcher, 'change');
    const child = spawn(process.execPath, [bundle, 'ask', 'why is discount7 wrong?', '--root', big, '--data', at]);
    await made;
    watcher.close();
    child.kill('SIGINT');
    const [code] = await once(child, 'exit');
    assert.equal(code, 130);
    const after = await runWee(['context', 'discount7', '--json', '--data', at], big);
    assert.ok(JSON.parse(after.out).files.length > 0, after.err);
    rmSync(big, { recursive: true, force: true });
  });

  it('ends with 130 when it is interrupted while an answer streams, and keeps nothing of it', async () => {
    server = createServer((request, response) => {
      request.resume();
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(`data: ${JSON.stringify({ choices: [{ index: 0, delta: { content: 'The discount' } }] })}\n\n`);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const endpoint = ['--base-url', `http://127.0.0.1:${port}/v1`, '--model', 'half'];
    const child = spawn(process.execPath, [bundle, 'ask', '@sherlock why half?', '--data', data, ...endpoint], {
      cwd: root,
    });
    const [first] = await once(child.stdout, 'data');
    assert.match(String(first), /The discount/);
    child.kill('SIGINT');
    const [code] = await once(child, 'exit');
    assert.equal(code, 130);
    assert.doesNotMatch((await wee('cache', 'ls')).out, /why half/);
  });

  it('says what is missing before the build', async () => {
    const checkout = mkdtempSync(join(tmpdir(), 'wee-unbuilt-'));
    mkdirSync(join(checkout, 'scripts'));
    const launcher = join(checkout, 'scripts', 'wee.mjs');
    writeFileSync(launcher, await import('node:fs').then(({ readFileSync }) => readFileSync('scripts/wee.mjs')));
    const child = spawn(process.execPath, [launcher, 'help']);
    const [error] = await once(child.stderr, 'data');
    assert.match(String(error), /not built yet[\s\S]*npm run build/);
    const [code] = await once(child, 'exit');
    assert.equal(code, 1);
    assert.ok(existsSync(launcher));
    rmSync(checkout, { recursive: true, force: true });
  });
});
