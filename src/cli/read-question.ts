import { WeeError } from '../engine/errors.ts';

/** Bytes of standard input that are read as one question: what is more is no question, and might never end. */
const MOST = 4 * 2 ** 20;

/**
 * A question from standard input.
 * @throws WeeError `question-too-long`.
 */
export async function readQuestion(input: AsyncIterable<Buffer> = process.stdin): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of input) {
    parts.push(part);
    bytes += part.length;
    if (bytes > MOST)
      throw new WeeError(
        'question-too-long',
        'The question on standard input has more than 4 MB.',
        'Put the long part into a file of the workspace and ask about that file.',
      );
  }
  return Buffer.concat(parts).toString('utf8');
}
