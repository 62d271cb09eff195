import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { defaultSettings, type EngineSettings } from '../../../src/engine/domain/settings.ts';
import { silentLog } from '../../../src/engine/ports/log.ts';
import { createNodeEngine, type NodeEngine } from '../../../src/node/create-node-engine.ts';
import { runWee } from '../../fixtures/cli/run-wee.ts';
import { quietWorkspace } from '../../fixtures/ports/quiet-workspace.ts';
import { TestWorkspace } from '../../fixtures/workspace.ts';

/** Concepts that the endpoint of these tests knows: each is one number of its vectors. */
const CONCEPTS = [/discount|rebate|cheaper/i, /parcel|shipping|deliver/i, /./];

interface Asked {
  readonly path: string | undefined;
  readonly key: string | undefined;
  readonly input: readonly string[];
}

describe('an endpoint for embeddings', function () {
  this.timeout(60_000);
  let workspace: TestWorkspace;
  let server: Server;
  let asked: Asked[];
  let held: Promise<ReturnType<typeof vectors>> | undefined;
  let answer: (input: readonly string[]) => { readonly status: number; readonly body: string } | undefined;
  const opened: NodeEngine[] = [];

  const vectors = (input: readonly string[]) => ({
    status: 200,
    body: JSON.stringify({
      data: input.map((text, index) => ({ index, embedding: CONCEPTS.map((concept) => (concept.test(text) ? 1 : 0)) })),
      usage: { prompt_tokens: 7 * input.length, total_tokens: 7 * input.length },
    }),
  });

  beforeEach(async () => {
    asked = [];
    held = undefined;
    answer = vectors;
    workspace = new TestWorkspace();
    workspace.write('lib/rebate.js', 'export function rebate(sum) {\n  return sum * 0.9;\n}\n');
    workspace.write(
      'lib/parcel.js',
      "const token = 'ghp_0123456789abcdefghijklmnopqrstuvwxyzAB';\nexport function pack() {}\n",
    );
    for (let n = 0; n < 12; n++) workspace.write(`lib/other${n}.js`, `export function other${n}() {}\n`);
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (part) => {
        body += part;
      });
      request.on('end', () => {
        const { input } = JSON.parse(body) as { readonly input: readonly string[] };
        asked.push({ path: request.url, key: request.headers.authorization, input });
        const said = answer(input);
        const end = ({ status, body: text }: { readonly status: number; readonly body: string }): void => {
          response.writeHead(status, { 'content-type': 'application/json' }).end(text);
        };
        if (said !== undefined) end(said);
        else void held?.then(end);
      });
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  });

  afterEach(async () => {
    for (const { engine } of opened.splice(0)) await engine.dispose();
    server.closeAllConnections();
    server.close();
    workspace.remove();
  });

  const baseUrl = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  const open = (settings: Partial<EngineSettings> = {}, trusted = true): NodeEngine => {
    const engine = createNodeEngine({
      dataFolder: workspace.data,
      sharedFolder: workspace.data,
      distFolder: resolve('dist'),
      workspace: { ...quietWorkspace(workspace.folder), trusted },
      secrets: { get: async (name) => `key-of-${name}` },
      log: silentLog,
      settings: { ...defaultSettings, embeddings: { baseUrl: baseUrl(), model: 'm' }, ...settings },
    });
    opened.push(engine);
    return engine;
  };
  /** Resolves when the index found by itself what could alter a context: all is embedded. */
  const embedded = ({ context }: NodeEngine): Promise<void> =>
    new Promise((done) => {
      const listening = context.onDidChange((progress) => {
        if (progress !== undefined || !asked.some(({ input }) => input.some((text) => text.includes('rebate')))) return;
        listening.dispose();
        done();
      });
    });
  const ask = async ({ engine }: NodeEngine, text = 'make it cheaper') => {
    const made = await engine.context({ agent: 'auto', text });
    return made.files.map(({ path, why }) => `${path} ${why.includes('near in meaning')}`);
  };

  const openEmbedded = async (): Promise<NodeEngine> => {
    const engine = open();
    const all = embedded(engine);
    await ask(engine);
    await all;
    return engine;
  };

  it('finds the file that means what a question does and shares no word with it, and sends no secret', async () => {
    const engine = open();
    const all = embedded(engine);
    assert.deepEqual(await ask(engine), []);
    await all;
    assert.deepEqual(await ask(engine), ['lib/rebate.js true']);
    assert.ok(asked.every(({ path, key }) => path === '/v1/embeddings' && key === 'Bearer key-of-embeddings'));
    assert.ok(
      asked.every(({ input }) => input.length <= 8),
      'small answers: the editor reads them',
    );
    const sent = asked.flatMap(({ input }) => input).join('\n');
    assert.match(sent, /lib\/parcel\.js\n/);
    assert.doesNotMatch(sent, /ghp_/);
    const checks = await engine.engine.doctor();
    assert.match(checks.find(({ name }) => name === 'Embeddings')?.detail ?? '', /m at 127\.0\.0\.1/);
  });

  it('is asked for a text once, also over a restart', async () => {
    const first = await openEmbedded();
    await first.engine.dispose();
    asked = [];
    const second = open();
    assert.deepEqual(await ask(second), ['lib/rebate.js true']);
    assert.deepEqual(
      asked.map(({ input }) => input),
      [['make it cheaper']],
    );
    await ask(second);
    assert.equal(asked.length, 1);
  });

  it('holds no question up and breaks none: without its vector the signal is left out, and that is said', async () => {
    const first = await openEmbedded();
    answer = () => undefined;
    assert.deepEqual(await ask(first, 'ship it'), []);
    assert.match((await first.engine.indexStatus()).notices.join(), /did not come in time/);
    answer = () => ({ status: 500, body: 'no' });
    assert.deepEqual(await ask(first, 'deliver it'), []);
    assert.match((await first.engine.indexStatus()).notices.join(), /failed with status 500/);
    const checks = new Map((await first.engine.doctor()).map((check) => [check.name, check]));
    assert.equal(checks.get('Index')?.ok, true);
    assert.equal(checks.get('Embeddings')?.ok, false);
    assert.match(checks.get('Embeddings')?.detail ?? '', /^Files are also found by m at .* failed with status 500/);
    const tried = asked.length;
    assert.deepEqual(await ask(first, 'send a parcel today'), ['lib/parcel.js false']);
    assert.equal(asked.length, tried, 'it is left alone for a while');
  });

  it('takes a vector that comes late into account the next time', async () => {
    const engine = await openEmbedded();
    let release = (): void => {};
    const late = new Promise<void>((resolve) => {
      release = resolve;
    });
    answer = (input) => {
      held = late.then(() => vectors(input));
      return undefined;
    };
    assert.deepEqual(await ask(engine, 'ship it by any delivery service'), []);
    const revised = embedded(engine);
    release();
    await revised;
    assert.deepEqual(await ask(engine, 'ship it by any delivery service'), ['lib/parcel.js true']);
  });

  for (const [what, body] of [
    ['no list', '{"data": 3}'],
    ['no JSON', '<html>'],
    ['too few', '{"data": []}'],
  ] as const)
    it(`is not believed when it sends ${what}`, async () => {
      const engine = await openEmbedded();
      answer = () => ({ status: 200, body });
      assert.deepEqual(await ask(engine, 'a rebate please'), ['lib/rebate.js false']);
      assert.match((await engine.engine.indexStatus()).notices.join(), /no list of embeddings/);
    });

  it('serves a command too, which embeds what is missing before it asks', async () => {
    const more = { WEE_EMBEDDINGS_BASE_URL: baseUrl(), WEE_EMBEDDINGS_MODEL: 'm' };
    const found = async (...flags: readonly string[]): Promise<string[]> => {
      const args = ['context', 'make it cheaper', '--json', '--data', workspace.data, ...flags];
      const { out, err, code } = await runWee(args, workspace.folder, '', more);
      assert.equal(code, 0, err);
      const { files } = JSON.parse(out) as { readonly files: readonly { path: string; why: readonly string[] }[] };
      return files.map(({ path, why }) => `${path} ${why.includes('near in meaning')}`);
    };
    assert.deepEqual(await found('--offline'), []);
    assert.deepEqual(asked, []);
    assert.deepEqual(await found(), ['lib/rebate.js true']);
    asked = [];
    assert.deepEqual(await found(), ['lib/rebate.js true']);
    assert.deepEqual(
      asked.map(({ input }) => input),
      [['make it cheaper']],
    );
  });

  it('counts in the budgets what it says that it took, and is asked nothing once they are used up', async () => {
    const { engine } = await openEmbedded();
    const { day, agents } = await engine.spend();
    const texts = asked.reduce((sum, { input }) => sum + input.length, 0);
    assert.deepEqual(day, { tokens: 7 * texts, cost: 0, requests: asked.length });
    assert.deepEqual(
      agents.map(({ agent }) => agent),
      ['embeddings'],
    );
    const before = asked.length;
    const limited = { ...defaultSettings, embeddings: { baseUrl: baseUrl(), model: 'm' } };
    engine.configure({ ...limited, budget: { ...limited.budget, limits: { dayTokens: 7 * texts } } });
    const made = await engine.context({ agent: 'auto', text: 'a rebate please' });
    assert.deepEqual(
      made.files.map(({ path }) => path),
      ['lib/rebate.js'],
    );
    assert.equal(asked.length, before);
    assert.match((await engine.indexStatus()).notices.join(), /The budget of today is/);
  });

  it('counts nothing for what failed', async () => {
    answer = () => ({ status: 500, body: 'no' });
    const engine = open();
    await ask(engine);
    await ask(engine, 'a rebate please');
    assert.deepEqual((await engine.engine.spend()).day, { tokens: 0, cost: 0, requests: 0 });
  });

  it('is asked nothing offline and in an untrusted workspace', async () => {
    // All is embedded: a question would ask for its own vector at once.
    const first = await openEmbedded();
    await first.engine.dispose();
    asked = [];
    for (const engine of [open({ offline: true }), open({}, false)]) {
      assert.deepEqual(await ask(engine, 'a rebate please'), ['lib/rebate.js false']);
      assert.equal((await engine.engine.indexStatus()).notices.join(), '');
    }
    assert.deepEqual(asked, []);
  });
});
