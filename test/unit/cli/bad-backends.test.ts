import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFixtureProject } from '../../e2e/fixture-project.ts';
import { runWee, type WeeResult } from '../../fixtures/cli/run-wee.ts';

const delta = (content: string, finish: string | null = null): string =>
  `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content }, finish_reason: finish }] })}\n\n`;

describe('the command line, with an endpoint that', function () {
  this.timeout(60_000);
  let root: string;
  let data: string;
  let server: Server;
  let behave: (response: ServerResponse) => void;
  before(async () => {
    root = createFixtureProject();
    data = mkdtempSync(join(tmpdir(), 'wee-endpoint-'));
    server = createServer((request, response) => {
      request.resume();
      request.on('end', () => behave(response));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  after(() => {
    server.closeAllConnections();
    server.close();
    rmSync(root, { recursive: true, force: true });
    rmSync(data, { recursive: true, force: true });
  });

  const ask = (then: (response: ServerResponse) => void, port?: number): Promise<WeeResult> => {
    behave = then;
    const at = port ?? (server.address() as AddressInfo).port;
    const endpoint = ['--base-url', `http://127.0.0.1:${at}/v1`, '--model', 'm', '--timeout', '1'];
    return runWee(['ask', '@sherlock why is the discount wrong?', '--no-cache', '--data', data, ...endpoint], root);
  };
  /** Never half an answer for a whole one: either a failure with a remedy, or an answer from elsewhere that says so. */
  const isExplained = ({ code, out, err }: WeeResult): void => {
    if (code === 0) {
      assert.match(out, /local analysis/);
      return;
    }
    assert.equal(code, 1, err);
    const [message = '', remedy = ''] = err.trim().split('\n');
    assert.match(message, /^wee: .{10,}/);
    assert.ok(remedy.length > 10, err);
    assert.doesNotMatch(err, /\n {4}at /);
  };

  it('works, shows what it streams', async () => {
    const { code, out } = await ask((response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.end(`${delta('The discount ')}${delta('is subtracted twice.', 'stop')}data: [DONE]\n\n`);
    });
    assert.equal(code, 0);
    assert.match(out, /The discount is subtracted twice\./);
  });

  it('refuses connections, explains it', async () => {
    const closed = createServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const { port } = closed.address() as AddressInfo;
    closed.close();
    await once(closed, 'close');
    isExplained(await ask(() => {}, port));
  });

  it('hangs, before the first word and after it, explains it', async () => {
    isExplained(await ask(() => {}));
    isExplained(
      await ask((response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.write(delta('half'));
      }),
    );
  });

  it('sends garbage, explains it', async () => {
    isExplained(
      await ask((response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Hi</h1>')),
    );
    isExplained(
      await ask((response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.end('data: {"choices": 7\n\ndata: \u0000\u0001\n\n');
      }),
    );
  });

  it('ends its stream half way, explains it and keeps nothing of it', async () => {
    isExplained(
      await ask((response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.write(delta('half of an answer'), () => response.destroy());
      }),
    );
  });

  it('may not be asked offline, says so without asking it', async () => {
    let asked = false;
    behave = (response) => {
      asked = true;
      response.end();
    };
    const { port } = server.address() as AddressInfo;
    const endpoint = ['--base-url', `http://127.0.0.1:${port}/v1`, '--model', 'm', '--offline', '--no-cache'];
    isExplained(await runWee(['ask', 'why is the discount wrong?', '--data', data, ...endpoint], root));
    assert.equal(asked, false);
  });
});
