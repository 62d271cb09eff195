import { isAscii } from 'node:buffer';
import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';
import * as v from 'valibot';
import type { Answer } from '../../domain/answer.ts';
import type { SourceRef } from '../../domain/source-ref.ts';
import { limits } from '../../limits.ts';

/*
 * A row's bytes: version (1), flags (1), length of the head (4, little endian), checksum (4), lifetime in seconds (4), then the
 * head and the text (UTF-8); head and text deflated where the flag says so. The head is fields with a separator between them,
 * which is read several times faster than JSON; where a field holds the separator, a JSON array. The checksum covers head and
 * text, and the head names the digest, so that a torn row, or one under another's key, is no answer.
 */
const VERSION = 1;
const DEFLATED = 1;
/** Every character is one byte: such bytes become text twice as fast. */
const ASCII = 2;
const HEADER = 14;
const SEPARATOR = '\u001f';
/** Fields before the places, and fields of a place. */
const FIXED = 12;
const PLACE = 3;

/** An answer as the disk keeps it; long ones compressed. @param lifetimeMs ms it may live in memory, on disk twice that. */
export function encodeAnswer(answer: Answer, lifetimeMs: number): Buffer {
  const fields = fieldsOf(answer);
  const split = fields.every((field) => !field.includes(SEPARATOR)) && !answer.digest.startsWith('[');
  const head = Buffer.from(split ? fields.join(SEPARATOR) : JSON.stringify(fields));
  const plain = Buffer.concat([head, Buffer.from(answer.text)]);
  const deflated = answer.text.length >= limits.compressedChars;
  const payload = deflated ? deflateRawSync(plain, { level: 1 }) : plain;
  const row = Buffer.allocUnsafe(HEADER + payload.length);
  row[0] = VERSION;
  row[1] = (deflated ? DEFLATED : 0) | (isAscii(plain) ? ASCII : 0);
  row.writeUInt32LE(head.length, 2);
  payload.copy(row, HEADER);
  row.writeUInt32LE(crc32(payload), 6);
  row.writeUInt32LE(Math.min(0xffff_ffff, Math.ceil(lifetimeMs / 1_000)), 10);
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
    const flags = row[1] ?? 0;
    const plain = (flags & DEFLATED) === 0 ? payload : inflateRawSync(payload, { maxOutputLength: MOST_BYTES });
    const encoding = (flags & ASCII) === 0 ? 'utf8' : 'latin1';
    const head = plain.toString(encoding, 0, headLength);
    const fields: unknown = head.startsWith('[') ? JSON.parse(head) : head.split(SEPARATOR);
    return read(list(fields), plain.toString(encoding, headLength), digest);
  } catch {
    return undefined;
  }
}

/** The lifetime in a row that `decodeAnswer` could read, ms. */
export function lifetimeIn(row: Uint8Array): number {
  return 1_000 * new DataView(row.buffer, row.byteOffset, row.length).getUint32(10, true);
}

/** Past it a row would be no answer that WEE wrote. */
const MOST_BYTES = 16 * 2 ** 20;

class BadRow extends Error {}

function fieldsOf(answer: Answer): string[] {
  const { digest, agent, backend, answerClass, question, createdAt, generateMs, tokens, sources, edits, toolCalls } =
    answer;
  return [
    digest,
    agent,
    backend,
    answerClass ?? '',
    question,
    `${createdAt}`,
    `${generateMs}`,
    `${tokens.context}`,
    `${tokens.prompt}`,
    `${tokens.answer}`,
    tokens.estimated ? '1' : '',
    edits === undefined && toolCalls === undefined ? '' : JSON.stringify([edits ?? null, toolCalls ?? null]),
    ...sources.flatMap(({ path, line, endLine }) => [path, `${line}`, endLine === undefined ? '' : `${endLine}`]),
  ];
}

function read(fields: readonly unknown[], text: string, digest: string): Answer {
  const [key, agent, backend, answerClass, question, createdAt, generateMs, context, prompt, answer, estimated, more] =
    fields;
  if (key !== digest) throw new BadRow();
  const sources: SourceRef[] = [];
  for (let at = FIXED; at < fields.length; at += PLACE) {
    const path = string(fields[at]);
    const line = count(fields[at + 1]);
    const endLine = string(fields[at + 2]);
    sources.push(endLine === '' ? { path, line } : { path, line, endLine: count(endLine) });
  }
  // No spread: this is on the way of every answer from disk.
  const read: { -readonly [K in keyof Answer]: Answer[K] } = {
    agent: string(agent),
    text,
    sources,
    digest,
    backend: string(backend),
    question: string(question),
    tokens: { context: count(context), prompt: count(prompt), answer: count(answer), estimated: estimated === '1' },
    createdAt: count(createdAt),
    generateMs: count(generateMs),
  };
  if (answerClass !== '') read.answerClass = string(answerClass);
  if (more !== '') Object.assign(read, readMore(string(more)));
  return read;
}

const moreSchema = v.tuple([
  v.nullable(v.array(v.object({ path: v.string(), from: v.number(), to: v.number(), text: v.string() }))),
  v.nullable(v.array(v.object({ id: v.string(), name: v.string(), input: v.string() }))),
]);

/** Edits and tool calls: seldom there. */
function readMore(json: string): Pick<Answer, 'edits' | 'toolCalls'> {
  const [edits, toolCalls] = v.parse(moreSchema, JSON.parse(json));
  return { ...(edits !== null && { edits }), ...(toolCalls !== null && { toolCalls }) };
}

function list(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new BadRow();
  return value;
}

function string(value: unknown): string {
  if (typeof value !== 'string') throw new BadRow();
  return value;
}

function count(field: unknown): number {
  const value = field === '' ? Number.NaN : Number(field);
  if (!(value >= 0)) throw new BadRow();
  return value;
}
