import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { isToTab, TAB_VERSION } from '../../../src/dashboard/tab/protocol.ts';
import { runWee } from '../../fixtures/cli/run-wee.ts';
import { TestWorkspace } from '../../fixtures/workspace.ts';

describe('wee dashboard', function () {
  this.timeout(60_000);
  let workspace: TestWorkspace;
  let child: ChildProcess;
  let url: string;

  before(async () => {
    workspace = new TestWorkspace();
    workspace.write('lib/price.js', 'exports.discount = function discount(price) { return price * 0.9 }\n');
    const asked = await runWee(
      ['ask', '@sherlock why is the discount wrong?', '--data', workspace.data],
      workspace.folder,
    );
    assert.equal(asked.code, 0, asked.err);
    const args = [resolve('dist/cli.js'), 'dashboard', '--json', '--data', workspace.data];
    child = spawn(process.execPath, args, { cwd: workspace.folder, stdio: ['ignore', 'pipe', 'inherit'] });
    assert(child.stdout !== null);
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
    ({ url } = JSON.parse(line) as { readonly url: string });
  });

  after(() => {
    child?.kill('SIGKILL');
    workspace.remove();
  });

  const tell = async (message: object): Promise<readonly unknown[]> => {
    const response = await fetch(`${url}message`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ version: TAB_VERSION, ...message }),
    });
    assert.equal(response.status, 200);
    return (await response.json()) as unknown[];
  };
  const statusOf = (address: string, headers: Readonly<Record<string, string>> = {}): Promise<number | undefined> =>
    new Promise((done, failed) => {
      request(address, { headers }, (response) => {
        response.resume();
        done(response.statusCode);
      })
        .on('error', failed)
        .end();
    });

  it('serves its page on loopback, with nothing from elsewhere', async () => {
    assert.match(url, /^http:\/\/127\.0\.0\.1:\d+\/[0-9a-f]{32}\/$/);
    const response = await fetch(url);
    assert.match(response.headers.get('content-security-policy') ?? '', /^default-src 'none';/);
    for (const [, file] of (await response.text()).matchAll(/(?:src|href)="([^"]+)"/g))
      assert.equal((await fetch(new URL(file ?? '', url))).status, 200, file);
  });

  it('gives nothing to who does not know its address, nor to another page', async () => {
    const { origin, host } = new URL(url);
    assert.equal(await statusOf(`${origin}/`), 404);
    assert.equal(await statusOf(`${origin}/${'0'.repeat(32)}/`), 404);
    assert.equal(await statusOf(`${url}../../package.json`), 404);
    assert.equal(await statusOf(`${url}cli.js`), 404);
    assert.equal(await statusOf(url, { host: 'evil.test' }), 403);
    assert.equal(await statusOf(url, { host, origin: 'http://evil.test' }), 403);
  });

  it('tells the figures of earlier runs and the answers that are kept', async () => {
    const [figures] = await tell({ type: 'figures' });
    assert.ok(isToTab(figures));
    assert(figures.type === 'figures');
    assert.equal(figures.snapshot.asked, 1);
    assert.deepEqual(
      figures.snapshot.series.map(({ served }) => served),
      [{ none: 1 }],
    );
    const [list] = await tell({ type: 'list', filter: {} });
    assert.ok(isToTab(list));
    assert(list.type === 'entries');
    assert.deepEqual(
      list.entries.map(({ question }) => question),
      ['why is the discount wrong?'],
    );
    const [why] = await tell({ type: 'why', agent: 'sherlock', question: 'why is the discount wrong?' });
    assert.ok(isToTab(why));
    assert(why.type === 'why');
    assert.equal(why.why.tier, 'disk');
  });

  it('says what it cannot do, and takes nothing that is no request', async () => {
    const [failed] = await tell({ type: 'open', path: 'lib/price.js', line: 1 });
    assert.deepEqual(failed, {
      version: TAB_VERSION,
      type: 'failed',
      message: 'lib/price.js:1 is not opened from here.',
      remedy: 'Open it in your editor.',
    });
    assert.deepEqual(await tell({ type: 'eval' }), []);
  });

  it('ends when it is interrupted', async () => {
    child.kill('SIGINT');
    const [code] = (await once(child, 'exit')) as [number | null];
    assert.equal(code, 130);
  });

  it('opens no socket offline, and takes no port that is none', async () => {
    const offline = await runWee(['dashboard', '--offline'], workspace.folder);
    assert.equal(offline.code, 2);
    assert.match(offline.err, /--offline forbids every socket/);
    assert.equal((await runWee(['dashboard', '--port', '70000'], workspace.folder)).code, 2);
  });
});
