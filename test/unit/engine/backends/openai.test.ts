import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { roster } from '../../../../src/engine/agents/roster.ts';
import { createOpenAiBackend } from '../../../../src/engine/backends/openai/openai-backend.ts';
import { emptyContext } from '../../../../src/engine/domain/context/empty-context.ts';
import type { Prompt } from '../../../../src/engine/domain/prompt.ts';
import { WeeError } from '../../../../src/engine/errors.ts';
import { limits } from '../../../../src/engine/limits.ts';
import type { BackendChunk } from '../../../../src/engine/ports/backend.ts';
import { systemClock } from '../../../../src/node/system-clock.ts';

type Behaviour = (response: ServerResponse, request: IncomingMessage) => void;

const [alex] = roster;
assert.ok(alex);
const prompt: Prompt = {
  messages: [{ role: 'user', content: 'why?' }],
  agent: alex,
  context: emptyContext(1),
  question: 'why?',
  tokens: 1,
};
const sse = (response: ServerResponse, ...events: readonly unknown[]): void => {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (const event of events) response.write(`data: ${typeof event === 'string' ? event : JSON.stringify(event)}\n\n`);
};
const delta = (content: string, finish: string | null = null): object => ({
  choices: [{ index: 0, delta: { content }, finish_reason: finish }],
});
const status =
  (code: number): Behaviour =>
  (response) =>
    response.writeHead(code, { 'content-type': 'application/json' }).end('{"error":{"message":"sk-leak"}}');

describe('an OpenAI-compatible endpoint', () => {
  let server: Server;
  let behaviour: Behaviour;
  let stop: AbortController;

  beforeEach(async () => {
    stop = new AbortController();
    server = createServer((request, response) => behaviour(response, request)).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  const ask = async (then: Behaviour, timeoutMs = 5_000): Promise<BackendChunk[]> => {
    behaviour = then;
    const { port } = server.address() as AddressInfo;
    const baseUrl = `http://127.0.0.1:${port}/v1`;
    const backend = createOpenAiBackend({
      baseUrl,
      model: 'm',
      keyName: 'openai',
      timeoutMs,
      secrets: { get: async () => 'key-1' },
      clock: systemClock,
    });
    const chunks: BackendChunk[] = [];
    for await (const chunk of backend.generate(prompt, stop.signal)) chunks.push(chunk);
    return chunks;
  };
  const fails = (then: Behaviour, code: string, timeoutMs?: number): Promise<void> =>
    assert.rejects(ask(then, timeoutMs), (error) => {
      assert.ok(error instanceof WeeError);
      assert.equal(error.code, code);
      assert.ok(error.remedy.length > 5);
      assert.doesNotMatch(error.message + error.remedy, /sk-leak|key-1/);
      return true;
    });

  it('streams text, its usage and its end', async () => {
    let authorization: string | undefined;
    const chunks = await ask((response, request) => {
      authorization = request.headers.authorization;
      sse(
        response,
        delta('be'),
        delta('cause', 'stop'),
        { choices: [], usage: { prompt_tokens: 7, completion_tokens: 2 } },
        '[DONE]',
      );
      response.end();
    });
    assert.deepEqual(chunks, [
      { type: 'text', text: 'be' },
      { type: 'text', text: 'cause' },
      { type: 'end', finish: 'stop', usage: { prompt: 7, answer: 2 } },
    ]);
    assert.equal(authorization, 'Bearer key-1');
  });

  it('tells a cut or filtered answer from a whole one', async () => {
    for (const [finish, expected] of [
      ['length', 'length'],
      ['content_filter', 'filtered'],
    ] as const) {
      const chunks = await ask((response) => {
        sse(response, delta('half', finish), '[DONE]');
        response.end();
      });
      assert.deepEqual(chunks.at(-1), { type: 'end', finish: expected });
    }
  });

  it('gives no end for a stream that stops half way', async () => {
    const chunks = await ask((response) => {
      sse(response, delta('half'));
      response.end();
    });
    assert.deepEqual(chunks, [{ type: 'text', text: 'half' }]);
  });

  it('explains refusals by status', async () => {
    await fails(status(401), 'backend-auth');
    await fails(status(404), 'backend-missing');
    await fails(status(429), 'backend-limited');
    await fails(status(500), 'backend-refused');
  });

  it('explains a connection that is reset, and one that is refused', async () => {
    await fails((response) => response.destroy(), 'backend-refused');
    await fails((response) => {
      sse(response, delta('half'));
      response.write('', () => response.destroy());
    }, 'backend-truncated');
    server.close();
    server.closeAllConnections();
    const backend = createOpenAiBackend({
      baseUrl: 'http://127.0.0.1:1/v1',
      model: 'm',
      keyName: 'openai',
      timeoutMs: 5_000,
      secrets: { get: async () => undefined },
      clock: systemClock,
    });
    await assert.rejects(backend.generate(prompt, stop.signal)[Symbol.asyncIterator]().next(), (error) =>
      WeeError.is(error, 'backend-refused'),
    );
  });

  it('explains one that hangs, before the first byte or in the middle', async () => {
    await fails(() => {}, 'backend-timeout', 50);
    await fails((response) => sse(response, delta('half')), 'backend-timeout', 50);
  });

  it('explains garbage, and an error with status 200', async () => {
    await fails((response) => {
      sse(response, 'no JSON at all');
      response.end();
    }, 'backend-garbage');
    await assert.rejects(
      ask((response) => {
        sse(response, { error: { message: 'sk-leak' } });
        response.end();
      }),
      (error) => error instanceof WeeError && !error.message.includes('sk-leak'),
    );
  });

  it('calls a page, a JSON body and an error event garbage, whatever they say', async () => {
    const body =
      (type: string, text: string): Behaviour =>
      (response) =>
        response.writeHead(200, { 'content-type': type }).end(text);
    await fails(body('text/html', '<html>Log in</html>'), 'backend-garbage');
    await fails(body('application/json', '{"error":{"message":"connection limit"}}'), 'backend-garbage');
    await fails(body('text/event-stream', 'data: {"error":{"message":"connection lost"}}\n\n'), 'backend-garbage');
  });

  it('ends a stream whose line never ends', () =>
    fails((response) => {
      sse(response);
      response.write(`data: "${'a'.repeat(limits.backendLineBytes)}`);
    }, 'backend-garbage'));

  it('leaves out a usage that is no number', async () => {
    const chunks = await ask((response) => {
      sse(response, delta('so', 'stop'), { choices: [], usage: { prompt_tokens: 'many' } }, '[DONE]');
      response.end();
    });
    assert.deepEqual(chunks.at(-1), { type: 'end', finish: 'stop' });
  });

  it('says when to ask again', () =>
    assert.rejects(
      ask((response) => response.writeHead(429, { 'retry-after': '17' }).end()),
      (error) => error instanceof WeeError && error.remedy.includes('17 s'),
    ));

  it('sends nothing for a question that was cancelled before', async () => {
    let requests = 0;
    stop.abort();
    await assert.rejects(
      ask(() => requests++),
      (error) => WeeError.is(error, 'cancelled'),
    );
    assert.equal(requests, 0);
  });

  it('is cancelled, not ended, when it is stopped between two words', async () => {
    const asked = ask((response) => {
      sse(response, delta('and then'));
      response.write(': still here\n\n', () => stop.abort());
    });
    await assert.rejects(asked, (error) => WeeError.is(error, 'cancelled'));
  });

  it('stops at once when it is cancelled', async () => {
    const closed = new Promise<void>((resolve) => {
      behaviour = (response) => {
        response.on('close', resolve);
        sse(response, delta('and then'));
      };
    });
    const asked = ask(behaviour);
    server.once('request', () => stop.abort());
    await assert.rejects(asked, (error) => WeeError.is(error, 'cancelled'));
    await closed;
  });
});
