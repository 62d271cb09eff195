import { plainLine } from '../../domain/plain-line.ts';

/** Characters of a body in which a server may say what is wrong; a longer one is not read on. */
const BODY_CHARS = 16_384;
const SAID_CHARS = 160;

/**
 * What a server says is wrong in an error with status 200, or in an event of its stream: one short line without addresses, Markdown and
 * whatever may be a key, for it is shown to people, and nobody vouches for it.
 * @param error `{message}`, or the message itself. @param key that was sent.
 */
export function saidByServer(error: unknown, key: string | undefined): string | undefined {
  const message: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'message') : error;
  if (typeof message !== 'string') return undefined;
  // The whole key, before anything is cut off: a part of it would not be known for one.
  const clean = (key === undefined || key === '' ? message : message.replaceAll(key, '…'))
    .slice(0, 4 * SAID_CHARS)
    .replace(/\b\w{1,20}:\/\/\S*/g, '…')
    .replace(/\b(?:sk|pk|key|Bearer)[-_ ]\S+|[\w+/=.-]{32,}/gi, '…')
    .replace(/[[\]\\`*<>~|]|\p{Cf}/gu, ' ');
  const line = plainLine(clean, SAID_CHARS).toWellFormed().replace(/\.$/, '');
  return /\p{L}/u.test(line) ? line : undefined;
}

/** The `error` of a JSON body that came instead of a stream; `undefined` where there is none, or too much to read. */
export async function errorOfBody(response: Response): Promise<unknown> {
  if (response.body === null) return undefined;
  const decoder = new TextDecoder();
  let text = '';
  for await (const bytes of response.body) {
    text += decoder.decode(bytes, { stream: true });
    if (text.length > BODY_CHARS) return undefined;
  }
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null ? Reflect.get(body, 'error') : undefined;
  } catch {
    return undefined;
  }
}
