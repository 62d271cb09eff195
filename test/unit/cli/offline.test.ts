import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { FakeEndpoint } from '../../fixtures/cli/fake-endpoint.ts';
import { runWee, type WeeResult } from '../../fixtures/cli/run-wee.ts';
import { TestWorkspace } from '../../fixtures/workspace.ts';

describe('--offline', function () {
  this.timeout(60_000);
  const workspace = new TestWorkspace();
  const endpoint = new FakeEndpoint();
  const sockets = join(workspace.root, 'sockets');
  const preload = pathToFileURL(resolve('test/fixtures/cli/deny-sockets.mjs')).href;
  before(async () => {
    workspace.write('lib/pricing.js', 'export function priceOf(tea) {\n  return tea.price - tea.discount;\n}\n');
    workspace.git(['init', '-q']);
    workspace.git(['add', '.']);
    workspace.git(['commit', '-qm', 'prices']);
    await endpoint.listen();
    const cloud = { id: 'cloud', kind: 'openai', baseUrl: 'https://models.example.com/v1', models: ['a', 'b'] };
    writeFileSync(join(workspace.root, 'instances.json'), JSON.stringify([cloud]));
  });
  after(() => {
    endpoint.close();
    workspace.remove();
  });

  /** Runs the command line with two endpoints set up and every socket denied; and what was tried. */
  const wee = async (...args: string[]): Promise<WeeResult & { readonly tried: readonly string[] }> => {
    rmSync(sockets, { force: true });
    const models = [
      '--base-url',
      endpoint.baseUrl,
      '--model',
      'm',
      '--instances',
      join(workspace.root, 'instances.json'),
    ];
    const env = { NODE_OPTIONS: `--import=${preload}`, WEE_TEST_SOCKETS: sockets };
    const result = await runWee([...args, ...models, '--data', workspace.data], workspace.folder, '', env);
    const lines = existsSync(sockets) ? readFileSync(sockets, 'utf8').trim().split('\n') : [];
    assert.ok(
      lines.some((line) => line.startsWith('ready ')),
      'the process denies sockets',
    );
    return { ...result, tried: lines.filter((line) => !line.startsWith('ready ')) };
  };

  it('opens no socket, whatever is asked of it', async () => {
    const calls = [
      ['ask', '@sherlock why is the discount wrong?'],
      ['ask', '@sherlock why is the discount wrong?', '--no-cache', '--no-fallback'],
      ['ask', 'why is the discount wrong?', '--pool', 'openai'],
      ['session', '@sherlock @marie why is the discount wrong?'],
      ['context', 'discount'],
      ['cache', 'warm'],
      ['cache', 'why', 'why is the discount wrong?'],
      ['agents'],
      ['doctor'],
    ];
    for (const call of calls) assert.deepEqual((await wee(...call, '--offline')).tried, [], call.join(' '));
    assert.equal(endpoint.asked.length, 0);
  });

  it('answers by local analysis, refuses what is meant for a model, and is told by the doctor', async () => {
    const { code, out } = await wee('ask', '@sherlock how are prices made?', '--offline');
    assert.equal(code, 0);
    assert.match(out, /local analysis, no language model/);
    const meant = await wee('ask', 'why?', '--pool', 'openai', '--offline');
    assert.equal(meant.code, 1);
    assert.match(meant.err, /WEE is offline and “openai” needs a connection\.\n.*--offline/);
    assert.match((await wee('ask', 'why?', '--no-fallback', '--offline')).err, /WEE is offline/);
    const { checks } = JSON.parse((await wee('doctor', '--offline', '--json')).out);
    const offline = checks.find(({ name }: { name: string }) => name === 'Offline');
    assert.equal(
      offline.detail,
      'No connection is opened, to no model and by no other part. Left out: openai, cloud/a, cloud/b.',
    );
    assert.deepEqual(
      checks.find(({ name }: { name: string }) => name === 'Model').detail,
      'Questions go to: local analysis, no language model (offline, so no model is asked).',
    );
  });

  it('is what keeps the sockets shut: without it they are tried, in the process and nowhere else', async () => {
    const { tried, out } = await wee('ask', '@sherlock why is the discount wrong?', '--no-cache');
    assert.ok(tried.length > 0);
    assert.match(out, /No model answered/);
    assert.match(
      readFileSync(sockets, 'utf8'),
      /^ready .*worker(?:\.js|.main\.ts)$/m,
      'the index process denies sockets as well',
    );
  });

  it('holds for git too: what a partial clone lacks is not fetched', async () => {
    const origin = join(workspace.root, 'origin');
    const partial = join(workspace.root, 'partial');
    execFileSync('git', ['clone', '-q', '--bare', workspace.folder, origin]);
    execFileSync('git', ['-C', origin, 'config', 'uploadpack.allowFilter', 'true']);
    const filter = ['--filter=tree:0', '--no-checkout'];
    execFileSync('git', ['clone', '-q', ...filter, pathToFileURL(origin).href, partial], { stdio: 'ignore' });
    const missing = (): string =>
      execFileSync('git', ['-C', partial, 'rev-list', '--all', '--objects', '--missing=print'], { encoding: 'utf8' });
    const before = missing();
    assert.match(before, /^\?/m, 'the clone lacks objects');
    writeFileSync(join(partial, 'pricing.js'), 'export const price = 1;\n');
    const { code } = await runWee(
      ['ask', 'how are prices made?', '--offline', '--data', join(workspace.root, 'd')],
      partial,
    );
    assert.equal(code, 0);
    assert.equal(missing(), before);
  });
});
