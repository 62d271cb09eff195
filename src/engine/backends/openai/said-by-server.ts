import { plainLine } from '../../text/plain-line.ts';

const SAID_CHARS = 160;

/**
 * What a server says is wrong in place of an answer: one short line without addresses, Markdown and whatever may be a key, for it is
 * shown to people, and nobody vouches for it.
 * @param error `{message}`, or the message itself. @param key that was sent.
 */
export function saidByServer(error: unknown, key: string | undefined): string | undefined {
  const message: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'message') : error;
  if (typeof message !== 'string') return undefined;
  // The whole key, before anything is cut off: a part of it would not be known for one.
  const clean = (key === undefined || key === '' ? message : message.replaceAll(key, '…'))
    .slice(0, 4 * SAID_CHARS)
    .replace(/\b\w{1,20}:\/\/\S*/g, '…')
    .replace(
      /\b(?:sk|pk|key)[-_]\S+|\bBearer[-_ ]\S+|key[^\w\n]{1,3}(?=\S*\d)\S{6,}|[\w+/=.-]{32,}|[\w-]*\*{3,}[\w-]*/gi,
      '…',
    )
    .replace(/[[\]\\`*<>~|]|\p{Cf}/gu, ' ');
  const line = plainLine(clean, SAID_CHARS).toWellFormed().replace(/\.$/, '');
  return /\p{L}/u.test(line) ? line : undefined;
}
