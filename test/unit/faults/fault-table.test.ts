import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Engine } from '../../../src/engine/coordinator/engine.ts';
import type { AskEvent } from '../../../src/engine/domain/ask-event.ts';
import type { InstanceDefinition } from '../../../src/engine/domain/instance-definition.ts';
import { defaultSettings, type EngineSettings } from '../../../src/engine/domain/settings.ts';
import { WorkspaceFolders } from '../../../src/engine/domain/workspace-folders.ts';
import { silentLog } from '../../../src/engine/ports/log.ts';
import { noSecrets } from '../../../src/engine/ports/secrets.ts';
import { createNodeEngine } from '../../../src/node/create-node-engine.ts';
import { type FaultServer, type ServerFault, startFaultServer } from '../../fixtures/faults/fault-server.ts';

/** What a person sees at the end, without a fallback: the answer, or the error's code and words. */
interface Expected {
  readonly fault: ServerFault;
  readonly answer?: RegExp;
  readonly code?: string;
  readonly message?: RegExp;
  readonly remedy?: RegExp;
  /** ms until the endpoint counts as hung. */
  readonly timeoutMs?: number;
  /** Text had been shown before it broke: another instance begins again, visibly. */
  readonly spoken?: boolean;
  /** Another instance would do no better. */
  readonly final?: boolean;
}

const again = /Ask again/;
const address = /the baseUrl of “e0” in wee\.instances/;
const table: readonly Expected[] = [
  { fault: 'none', answer: /^The answer is 42\.$/ },
  { fault: 'refuse', code: 'backend-refused', message: /cannot be reached/, remedy: /Start the endpoint/ },
  { fault: 'hang', timeoutMs: 300, code: 'backend-timeout', message: /sent nothing for 0\.3 s/, remedy: /timeoutMs/ },
  {
    fault: 'hang half way',
    timeoutMs: 300,
    code: 'backend-timeout',
    message: /sent nothing for 0\.3 s/,
    remedy: /timeoutMs/,
    spoken: true,
  },
  { fault: 'slow', answer: /^The answer is 42\.$/ },
  { fault: 'slow first token', answer: /^The answer is 42\.$/ },
  {
    fault: '429 with Retry-After',
    code: 'backend-limited',
    message: /too many requests \(429\): “too many, key …”\.$/,
    remedy: /Ask again in 1 s/,
  },
  {
    fault: 'redirect',
    code: 'backend-missing',
    message: /redirects to api\.example\/openai\/v1 \(307\)\.$/,
    remedy: address,
  },
  {
    fault: '400, prompt too long',
    code: 'backend-refused',
    message: /failed with status 400: “This model's maximum context length is 8192 tokens, key …”\.$/,
    remedy: /Set limits\.promptTokens of “e0” in wee\.instances/,
  },
  {
    fault: '401',
    code: 'backend-auth',
    message: /refused the key \(401\): “Incorrect API key provided: … See …”\.$/,
    remedy: /Set the key of “e0”/,
  },
  {
    fault: '404',
    code: 'backend-missing',
    message: /does not know the model “m” or the path \(404\): “model not found, …”\.$/,
    remedy: /the models of “e0”/,
  },
  {
    fault: '422',
    code: 'backend-refused',
    message: /failed with status 422: “stream_options: unknown”\.$/,
    remedy: /Mend that at the endpoint/,
  },
  {
    fault: '500',
    code: 'backend-refused',
    message: /failed with status 500: “CUDA out of memory, …”\.$/,
    remedy: again,
  },
  { fault: '500 without a word', code: 'backend-refused', message: /failed with status 500\.$/, remedy: again },
  { fault: '500 as a page', code: 'backend-refused', message: /failed with status 500\.$/, remedy: again },
  {
    fault: '502 as plain text',
    code: 'backend-refused',
    message: /failed with status 502: “upstream connect error”\.$/,
    remedy: again,
  },
  { fault: 'never-ending refusal', code: 'backend-refused', message: /failed with status 500\.$/, remedy: again },
  { fault: 'garbage', code: 'backend-garbage', message: /not an answer/, remedy: address },
  { fault: 'garbage event', code: 'backend-garbage', message: /not an answer/, remedy: address },
  { fault: 'truncated stream', code: 'backend-truncated', message: /broke off half way/, remedy: again, spoken: true },
  { fault: 'wrong content type', code: 'backend-garbage', message: /not an answer/, remedy: address },
  {
    fault: 'reset before the first byte',
    code: 'backend-refused',
    message: /closed the connection without an answer/,
    remedy: /log of the endpoint/,
  },
  { fault: 'reset after n bytes', code: 'backend-truncated', message: /broke off/, remedy: again, spoken: true },
  {
    fault: 'never-ending stream',
    code: 'answer-too-long',
    message: /past 400,000 characters/,
    remedy: /narrower/,
    spoken: true,
    final: true,
  },
  {
    fault: 'never-ending silence',
    timeoutMs: 300,
    code: 'backend-timeout',
    message: /sent nothing for 0\.3 s/,
    remedy: /timeoutMs/,
  },
  { fault: 'huge line', code: 'backend-garbage', message: /not an answer/, remedy: address },
  { fault: 'invalid UTF-8', answer: /^The answer is \uFFFD+42\.$/ },
  {
    fault: '200 with an error body',
    code: 'backend-garbage',
    message: /says instead of an answer: “model not loaded [^[\]<>`:]*”/,
    remedy: /check the models of “e0”/,
  },
  {
    fault: 'error event in the stream',
    code: 'backend-garbage',
    message: /says instead of an answer: “CUDA out of memory/,
    remedy: /check the models of “e0”/,
    spoken: true,
  },
  { fault: 'no words', code: 'backend-garbage', message: /without a word/, remedy: again },
];

/** What came of one question. */
interface Seen {
  readonly text: string;
  readonly restarts: readonly string[];
  readonly end: Extract<AskEvent, { type: 'done' | 'failed' }>;
}

describe('Faults of an endpoint, over real sockets', function () {
  this.timeout(30_000);
  let folder: string;
  let engine: Engine;
  let servers: FaultServer[];
  let asked = 0;
  const rows: Record<string, string>[] = [];
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'wee-faults-'));
    writeFileSync(join(folder, 'answer.ts'), 'export const answer = 42;\n');
    const data = join(folder, 'data');
    ({ engine } = createNodeEngine({
      dataFolder: data,
      sharedFolder: data,
      distFolder: resolve('dist'),
      workspace: {
        folders: WorkspaceFolders.only(folder, ['data']),
        name: 'faults',
        trusted: true,
        generation: () => 1,
        onDidChange: () => ({ dispose() {} }),
      },
      secrets: noSecrets,
      log: silentLog,
      settings: defaultSettings,
    }));
  });
  beforeEach(() => {
    servers = [];
  });
  afterEach(() => Promise.all(servers.map((server) => server.close())));
  after(async () => {
    await engine.dispose();
    rmSync(folder, { recursive: true, force: true });
    console.table(rows);
  });

  const serve = async (fault: ServerFault, times?: number): Promise<FaultServer> => {
    const server = await startFaultServer(fault, times);
    servers.push(server);
    return server;
  };
  /** From now on the models live at these servers, tried in this order. */
  const use = (at: readonly FaultServer[], timeoutMs: number, fallback: boolean): void => {
    const settings: EngineSettings = {
      ...defaultSettings,
      pool: 'openai',
      openai: { ...defaultSettings.openai, timeoutMs },
      instances: at.map(({ baseUrl }, n) => definition(`e${n}`, baseUrl)),
      routing: { strategy: 'round_robin', fallback, hedge: false },
    };
    // An empty pool in between, so that nothing is left of the test before.
    engine.configure({ ...settings, instances: [] });
    engine.configure(settings);
  };
  const ask = async (text = `what is the answer, for the ${++asked}th time?`): Promise<Seen> => {
    let shown = '';
    const restarts: string[] = [];
    for await (const event of engine.ask({ agent: 'sherlock', text })) {
      if (event.type === 'text') shown += event.text;
      if (event.type === 'restart') {
        restarts.push(event.message);
        shown = '';
      }
      if (event.type === 'done' || event.type === 'failed') return { text: shown, restarts, end: event };
    }
    throw new Error('The stream ended without an end.');
  };
  const failure = ({ end }: Seen): Extract<AskEvent, { type: 'failed' }> => {
    assert.equal(end.type, 'failed', end.type === 'done' ? end.answer.text : '');
    return end as Extract<AskEvent, { type: 'failed' }>;
  };

  for (const { fault, answer, code, message, remedy, timeoutMs = 5_000, spoken = false, final = false } of table) {
    const name = fault === 'none' ? 'An endpoint that is well' : `“${fault}”`;

    it(`${name}: alone, ${answer === undefined ? `is said to be ${code}, with what to do` : 'answers'}`, async () => {
      use([await serve(fault)], timeoutMs, false);
      const seen = await ask();
      const row: Record<string, string> = { fault };
      rows.push(row);
      if (answer !== undefined) {
        assert.equal(seen.end.type, 'done', JSON.stringify(seen.end));
        assert.match(seen.text, answer);
        row.alone = seen.text;
        return;
      }
      const failed = failure(seen);
      row.alone = `${failed.code}: ${failed.message} ${failed.remedy}`.replace(/127\.0\.0\.1:\d+/g, 'HOST');
      assert.equal(failed.code, code, failed.message);
      assert.match(failed.message, message ?? /./);
      assert.match(failed.remedy, remedy ?? /./);
      assert.doesNotMatch(JSON.stringify(failed), /sk-secret/);
      assert.equal(seen.text !== '', spoken, 'whether text was shown before');
    });

    if (answer !== undefined) continue;

    it(`${name}: with the local analyst behind it, ${final ? 'ends there' : 'is answered locally, and said so'}`, async () => {
      use([await serve(fault)], timeoutMs, true);
      const seen = await ask();
      const row = rows.find((one) => one.fault === fault) ?? {};
      if (final) {
        row['with fallback'] = `${failure(seen).code}`;
        assert.equal(failure(seen).code, code);
        return;
      }
      assert.equal(seen.end.type, 'done', JSON.stringify(seen.end));
      assert.match(seen.text, /^> \*\*No model answered\*\*: .* This is the local analysis instead\./);
      assert.match(seen.text, remedy ?? /./);
      assert.doesNotMatch(seen.text, /sk-secret|evil/);
      assert.match(seen.text, /answer\.ts/);
      assert.equal(seen.restarts.length, spoken ? 1 : 0);
      row['with fallback'] = `${spoken ? 'restart, ' : ''}local analysis that says so`;
      const { trace } = seen.end;
      assert.ok(trace.fallback !== undefined && trace.fallback !== '');
      assert.deepEqual(
        trace.attempts?.map(({ outcome }) => outcome),
        [code === 'backend-limited' ? 'limited' : 'failed', 'served'],
      );
    });

    it(`${name}: with another instance, ${final ? 'ends there' : `is answered by that${spoken ? ' after a visible restart' : ''}`}`, async () => {
      const [bad, good] = [await serve(fault), await serve('none')];
      use([bad, good], timeoutMs, true);
      const seen = await ask();
      const row = rows.find((one) => one.fault === fault) ?? {};
      if (final) {
        row['with another instance'] = failure(seen).code;
        assert.equal(failure(seen).code, code);
        assert.equal(good.requests.length, 0);
        return;
      }
      assert.equal(seen.end.type, 'done', JSON.stringify(seen.end));
      assert.equal(seen.text, 'The answer is 42.');
      assert.equal(seen.end.type === 'done' && seen.end.answer.text, 'The answer is 42.');
      assert.equal(seen.restarts.length, spoken ? 1 : 0);
      assert.equal(seen.end.trace.instance, 'e1');
      assert.equal(good.requests.length, 1);
      row['with another instance'] =
        `${spoken ? `restart (“${seen.restarts[0]?.replace(/127\.0\.0\.1:\d+/g, 'HOST')}”), ` : ''}its answer`;
    });

    it(`${name}: leaves no connection open`, async () => {
      const bad = await serve(fault);
      if (fault === 'refuse') return;
      use([bad], timeoutMs, false);
      await ask();
      // The client closes; the server sees it a moment later.
      for (
        let n = 0;
        n < 2_000 && (await bad.connections()) > (bad.requests.length > 0 && idle.has(fault) ? 1 : 0);
        n++
      )
        await new Promise((resolve) => setImmediate(resolve));
      const open = await bad.connections();
      assert.ok(open <= (idle.has(fault) ? 1 : 0), `${open} connections are open`);
    });
  }

  it('waits as long as Retry-After says before it asks that instance again', async () => {
    const server = await serve('429 with Retry-After', 1);
    use([server], 5_000, false);
    assert.equal(failure(await ask()).code, 'backend-limited');
    const seen = await ask();
    assert.equal(seen.text, 'The answer is 42.');
    const [first = 0, second = 0] = server.requests;
    assert.ok(second - first >= 990, `${second - first} ms`);
  });

  it('stops asking an endpoint that failed again and again, says so, and asks it again once it is well', async () => {
    const server = await serve('500', 5);
    use([server], 5_000, false);
    const codes: string[] = [];
    for (let n = 0; n < 8; n++) {
      const { end } = await ask();
      codes.push(end.type === 'failed' ? end.code : 'answered');
    }
    assert.ok(codes.includes('backend-resting'), codes.join());
    assert.ok(server.requests.length < 8);
    assert.ok(engine.snapshot().decisions.some(({ action, reason }) => action === 'open' && reason !== ''));
  });
});

/** Faults after which a connection may be kept for the next question: the response was whole. */
const idle = new Set<ServerFault>([
  'redirect',
  '400, prompt too long',
  '401',
  '404',
  '422',
  '429 with Retry-After',
  '500',
  '500 without a word',
  '500 as a page',
  '502 as plain text',
  'garbage',
  'garbage event',
  'truncated stream',
  'wrong content type',
  '200 with an error body',
  'error event in the stream',
  'no words',
  'none',
  'slow',
]);

function definition(id: string, baseUrl: string): InstanceDefinition {
  return {
    id,
    kind: 'openai',
    baseUrl,
    models: ['m'],
    weight: 1,
    specialties: [],
    price: { input: 0, output: 0 },
    limits: { concurrency: 4 },
  };
}
