import { timingSafeEqual } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { dashboardPage, POLICY } from './dashboard-page.ts';

/** Bytes of one request of the page. */
const MOST_BYTES = 500_000;
const FILES: Readonly<Record<string, string>> = {
  'browser.js': 'text/javascript',
  'browser.css': 'text/css',
  'tab.js': 'text/javascript',
  'tab.css': 'text/css',
};

export interface DashboardServerOptions {
  /** Where the page's scripts and styles lie. */
  readonly distFolder: string;
  /** In the page's address; who does not know it gets nothing. */
  readonly token: string;
  /** 0 for any that is free. */
  readonly port: number;
  /** Takes a request of the page and gives what is told of it. */
  readonly serve: (message: unknown) => Promise<readonly unknown[]>;
}

/** Serves the dashboard on loopback alone, to who has its whole address. Resolves once it listens. */
export async function startDashboardServer(
  options: DashboardServerOptions,
): Promise<{ readonly url: string; readonly server: Server }> {
  const server = createServer((request, response) => {
    void answer(options, server, request, response).catch(() => refuse(response, 500));
  });
  await new Promise<void>((listening, failed) => {
    server.once('error', failed);
    server.listen(options.port, '127.0.0.1', listening);
  });
  return { url: `${originOf(server)}/${options.token}/`, server };
}

async function answer(
  { token, distFolder, serve }: DashboardServerOptions,
  server: Server,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const origin = originOf(server);
  // A page elsewhere could reach loopback by a name of its own, or send a form here.
  if (`http://${request.headers.host}` !== origin || (request.headers.origin ?? origin) !== origin)
    return refuse(response, 403);
  const [, given = '', name = ''] = (request.url ?? '').split('?')[0]?.split('/') ?? [];
  if (!isSame(given, token)) return refuse(response, 404);
  response.setHeader('content-security-policy', POLICY);
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('referrer-policy', 'no-referrer');
  response.setHeader('cache-control', 'no-store');
  if (request.method === 'POST' && name === 'message' && request.headers['content-type'] === 'application/json') {
    const body = await bodyOf(request);
    if (body === undefined) return refuse(response, 413);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(await serve(parse(body))));
    return;
  }
  if (request.method !== 'GET') return refuse(response, 405);
  const type = FILES[name];
  if (name !== '' && type === undefined) return refuse(response, 404);
  response.setHeader('content-type', `${type ?? 'text/html'}; charset=utf-8`);
  response.end(type === undefined ? dashboardPage : await readFile(join(distFolder, name)));
}

function originOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function isSame(given: string, token: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(token)];
  return a.length === b.length && timingSafeEqual(a, b);
}

async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > MOST_BYTES) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refuse(response: ServerResponse, status: number): void {
  response.statusCode = status;
  response.end();
}
