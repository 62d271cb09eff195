import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Answer, ProposedEdit, TokenCounts, ToolCall } from '../../domain/answer.ts';
import type { SourceRef } from '../../domain/source-ref.ts';
import { limits } from '../../limits.ts';

/*
 * A row's bytes: version (1), flags (1), length of the head (4, little endian), checksum (4), then the head (a JSON array, UTF-8)
 * and the text (UTF-8); head and text deflated where the flag says so. The checksum covers head and text, and the head names the
 * digest, so that a torn row, or one under another's key, is no answer.
 */
const VERSION = 1;
const DEFLATED = 1;
const HEADER = 10;

/** An answer as the disk keeps it; long ones compressed. */
export function encodeAnswer(answer: Answer): Buffer {
  const { agent, sources, edits, toolCalls, backend, answerClass, question, tokens, createdAt, generateMs } = answer;
  const head = Buffer.from(
    JSON.stringify([
      answer.digest,
      agent,
      backend,
      answerClass ?? null,
      question,
      createdAt,
      generateMs,
      [tokens.context, tokens.prompt, tokens.answer, tokens.estimated ? 1 : 0],
      sources.map(({ path, line, endLine }) => (endLine === undefined ? [path, line] : [path, line, endLine])),
      edits?.map(({ path, from, to, text }) => [path, from, to, text]) ?? null,
      toolCalls?.map(({ id, name, input }) => [id, name, input]) ?? null,
    ]),
  );
  const plain = Buffer.concat([head, Buffer.from(answer.text)]);
  const deflated = answer.text.length >= limits.compressedChars;
  const payload = deflated ? deflateRawSync(plain, { level: 1 }) : plain;
  const row = Buffer.allocUnsafe(HEADER + payload.length);
  row[0] = VERSION;
  row[1] = deflated ? DEFLATED : 0;
  row.writeUInt32LE(head.length, 2);
  payload.copy(row, HEADER);
  row.writeUInt32LE(crc32(payload), 6);
  return row;
}

/** The answer in a row, or `undefined` when the row is torn, foreign or of another digest: database rows are untrusted input. */
export function decodeAnswer(row: unknown, digest: string): Answer | undefined {
  if (!(row instanceof Uint8Array) || row.length <= HEADER || row[0] !== VERSION) return undefined;
  const bytes = Buffer.isBuffer(row) ? row : Buffer.from(row.buffer, row.byteOffset, row.length);
  const payload = bytes.subarray(HEADER);
  if (crc32(payload) !== bytes.readUInt32LE(6)) return undefined;
  const headLength = bytes.readUInt32LE(2);
  try {
    const plain = row[1] === DEFLATED ? inflateRawSync(payload, { maxOutputLength: MOST_BYTES }) : payload;
    const head: unknown = JSON.parse(plain.toString('utf8', 0, headLength));
    return read(head, plain.toString('utf8', headLength), digest);
  } catch {
    return undefined;
  }
}

/** Past it a row would be no answer that WEE wrote. */
const MOST_BYTES = 16 * 2 ** 20;

class BadRow extends Error {}

function read(head: unknown, text: string, digest: string): Answer {
  const [key, agent, backend, answerClass, question, createdAt, generateMs, tokens, sources, edits, toolCalls] =
    list(head);
  if (key !== digest) throw new BadRow();
  return {
    agent: string(agent),
    text,
    sources: list(sources).map(readSource),
    ...(edits !== null && { edits: list(edits).map(readEdit) }),
    ...(toolCalls !== null && { toolCalls: list(toolCalls).map(readCall) }),
    digest,
    backend: string(backend),
    ...(answerClass !== null && { answerClass: string(answerClass) }),
    question: string(question),
    tokens: readTokens(tokens),
    createdAt: count(createdAt),
    generateMs: count(generateMs),
  };
}

function readSource(value: unknown): SourceRef {
  const [path, line, endLine] = list(value);
  const start = { path: string(path), line: count(line) };
  return endLine === undefined ? start : { ...start, endLine: count(endLine) };
}

function readEdit(value: unknown): ProposedEdit {
  const [path, from, to, text] = list(value);
  return { path: string(path), from: count(from), to: count(to), text: string(text) };
}

function readCall(value: unknown): ToolCall {
  const [id, name, input] = list(value);
  return { id: string(id), name: string(name), input: string(input) };
}

function readTokens(value: unknown): TokenCounts {
  const [context, prompt, answer, estimated] = list(value);
  return { context: count(context), prompt: count(prompt), answer: count(answer), estimated: estimated === 1 };
}

function list(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new BadRow();
  return value;
}

function string(value: unknown): string {
  if (typeof value !== 'string') throw new BadRow();
  return value;
}

function count(value: unknown): number {
  if (typeof value !== 'number' || !(value >= 0)) throw new BadRow();
  return value;
}
