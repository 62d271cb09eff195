import { limits } from '../engine/limits.ts';

/** A question from standard input; of one that is longer than any may be, only as much as shows that. */
export async function readQuestion(input: AsyncIterable<Buffer> = process.stdin): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of input) {
    parts.push(part);
    bytes += part.length;
    // A character has at most four bytes.
    if (bytes > limits.questionChars * 4) break;
  }
  return Buffer.concat(parts).toString('utf8');
}
