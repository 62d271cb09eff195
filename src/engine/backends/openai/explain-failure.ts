import { cancelled, WeeError } from '../../errors.ts';
import { saidByServer } from './said-by-server.ts';
import type { SettingNames } from './setting-names.ts';

interface Circumstances {
  /** What a person would change. */
  readonly names: SettingNames;
  readonly host: string;
  readonly model: string;
  /** That was sent, so that it is never shown. */
  readonly key: string | undefined;
  readonly hung: boolean;
  /** Whether a part of the answer had come. */
  readonly heard: boolean;
  readonly cancelled: boolean;
  readonly timeoutMs: number;
}

/** How servers say that a prompt is longer than their model takes. */
const TOO_LONG = /\bcontext (?:length|window|size)\b|\b(?:prompt|input) is too long\b/i;

/** What a failed request means to a person, with what the server says of it, cleaned (`saidByServer`). */
export function explainFailure(
  error: unknown,
  { names, host, model, key, hung, heard, cancelled: stopped, timeoutMs }: Circumstances,
): WeeError {
  if (stopped) return cancelled();
  if (error instanceof WeeError) return error;
  if (hung) {
    return new WeeError(
      'backend-timeout',
      `${host} sent nothing for ${timeoutMs / 1000} s.`,
      'Ask again, or raise wee.openai.timeoutMs (on the command line: --timeout).',
      { cause: error },
    );
  }
  const status = property(error, 'status');
  const said = saidByServer(property(error, 'error'), key);
  const cause = { cause: error };
  if (typeof status === 'number') {
    const told = (what: string): string => `${host} ${what}${said === undefined ? '' : `: “${said}”`}.`;
    if (status >= 300 && status < 400) {
      const what = `${host} redirects to ${placeOf(header(error, 'location'), host)} (${status}).`;
      return new WeeError('backend-missing', what, `Set ${names.baseUrl} to the address that is meant.`, cause);
    }
    if (status === 401 || status === 403)
      return new WeeError('backend-auth', told(`refused the key (${status})`), names.key, cause);
    if (status === 404) {
      const remedy = `Check ${names.model}, and that ${names.baseUrl} ends in /v1.`;
      return new WeeError(
        'backend-missing',
        told(`does not know the model “${model}” or the path (404)`),
        remedy,
        cause,
      );
    }
    if (status === 429 || (status === 503 && retryAfterMs(error) !== undefined)) {
      const after = retryAfterMs(error);
      const when = after === undefined ? 'Wait a moment' : `Ask again in ${Math.ceil(after / 1000)} s`;
      const remedy = `${when}, or lower ${names.concurrency}.`;
      return new WeeError('backend-limited', told(`has had too many requests (${status})`), remedy, {
        ...cause,
        retryAfterMs: after,
      });
    }
    const what = told(`failed with status ${status}`);
    return new WeeError('backend-refused', what, remedyFor(status, said, names), cause);
  }
  // An error event inside a stream says `connection` too, and is none.
  if (property(error, 'error') === undefined && isConnection(error)) {
    if (heard) {
      return new WeeError('backend-truncated', `The connection to ${host} broke off half way.`, 'Ask again.', cause);
    }
    if (wasThere(error)) {
      const remedy = 'Ask again; if it goes on, see the log of the endpoint.';
      return new WeeError('backend-refused', `${host} closed the connection without an answer.`, remedy, cause);
    }
    return new WeeError(
      'backend-refused',
      `${host} cannot be reached.`,
      `Start the endpoint, or check ${names.baseUrl}.`,
      cause,
    );
  }
  return garbage(host, names, { ...cause, said });
}

function remedyFor(status: number, said: string | undefined, { promptTokens, model }: SettingNames): string {
  if (said !== undefined && TOO_LONG.test(said)) return promptTokens;
  // The very same request would be refused again.
  if (said !== undefined && status < 500) return `Mend that at the endpoint, or check ${model}; then ask again.`;
  return 'Ask again; if it goes on, see the log of the endpoint.';
}

/** Whatever it sent, it was no answer. `said`: what it says is wrong, where it does; `cause`: what was thrown. */
export function garbage(
  host: string,
  { baseUrl, model }: SettingNames,
  { said, ...cause }: { readonly cause?: unknown; readonly said?: string | undefined } = {},
): WeeError {
  if (said !== undefined) {
    return new WeeError(
      'backend-garbage',
      `${host} says instead of an answer: “${said}”.`,
      `Mend that at the endpoint, or check ${model}; then ask again.`,
      cause,
    );
  }
  return new WeeError(
    'backend-garbage',
    `${host} sent something that is not an answer.`,
    `Check ${baseUrl}: it usually ends in /v1.`,
    cause,
  );
}

/** What `retry-after-ms` or `retry-after` says, as a number of seconds; a date, and anything else a server may write there, is not taken. */
function retryAfterMs(error: unknown): number | undefined {
  const ms = header(error, 'retry-after-ms');
  if (ms !== null && /^\d{1,8}$/.test(ms)) return Number(ms);
  const seconds = header(error, 'retry-after');
  return seconds !== null && /^\d{1,5}$/.test(seconds) ? Number(seconds) * 1_000 : undefined;
}

function header(error: unknown, name: string): string | null {
  const headers = property(error, 'headers');
  return headers instanceof Headers ? headers.get(name) : null;
}

/** Where a redirect leads: the place without what else stands in an address, which could be a key, and no link. */
function placeOf(location: string | null, host: string): string {
  if (location === null || !URL.canParse(location)) return 'another address';
  const { protocol, host: other, pathname } = new URL(location);
  const path = pathname.replace(/\/chat\/completions\/?$/, '');
  return `${other === host ? protocol.replace(':', ' at ') : ''}${other}${path}`.slice(0, 120);
}

function isConnection(error: unknown): boolean {
  return (
    error instanceof Error &&
    (/connection|ECONN|ENOTFOUND|EAI_AGAIN|terminated|socket|fetch failed/i.test(error.message) ||
      isConnection(error.cause))
  );
}

/** Whether somebody had taken the connection before it ended. */
function wasThere(error: unknown): boolean {
  const code = property(error, 'code');
  return (
    code === 'ECONNRESET' ||
    code === 'EPIPE' ||
    code === 'UND_ERR_SOCKET' ||
    (error instanceof Error && wasThere(error.cause))
  );
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
