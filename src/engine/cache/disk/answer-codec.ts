import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';
import * as v from 'valibot';
import type { Answer } from '../../domain/answer.ts';
import type { SourceRef } from '../../domain/source-ref.ts';
import { limits } from '../../limits.ts';

/*
 * A row's text: a checksum (8 hexadecimal digits), the head, an end mark, the answer's text. The head is one JSON array of plain
 * values, which is read faster than an object, and escapes the mark. Kept as text, since SQLite hands a text to JavaScript faster
 * than bytes; long ones deflated, as bytes. The checksum begins with the digest and goes over the rest, so that a torn row, or one
 * under another's key, is no answer.
 */
const CHECKSUM = 8;
const END = '\u001e';
/** Fields before the places, and fields of a place. */
const FIXED = 12;
const PLACE = 3;

/** What a row holds. */
export interface Decoded {
  readonly answer: Answer;
  /** ms it may live in memory, on disk twice that. */
  readonly lifetimeMs: number;
}

/** An answer as the disk keeps it; long ones compressed. @param lifetimeMs ms it may live in memory, on disk twice that. */
export function encodeAnswer(answer: Answer, lifetimeMs: number): string | Uint8Array {
  const rest = `${JSON.stringify(fieldsOf(answer, lifetimeMs))}${END}${answer.text}`;
  const row = crc32(rest, seedOf(answer.digest)).toString(16).padStart(CHECKSUM, '0') + rest;
  // Some drivers end a text at its first NUL.
  const asBytes = row.length >= limits.compressedChars || row.includes('\0');
  return asBytes ? deflateRawSync(row, { level: 1 }) : row;
}

/** What is in a row, or `undefined` when it is torn, foreign or of another digest: database rows are untrusted input. */
export function decodeAnswer(kept: unknown, digest: string): Decoded | undefined {
  try {
    const row = kept instanceof Uint8Array ? inflated(kept) : string(kept);
    const rest = row.slice(CHECKSUM);
    const end = rest.indexOf(END);
    if (end < 0 || Number.parseInt(row.slice(0, CHECKSUM), 16) !== crc32(rest, seedOf(digest))) return undefined;
    return read(list(JSON.parse(rest.slice(0, end))), rest.slice(end + 1), digest);
  } catch {
    return undefined;
  }
}

/** Where the checksum begins: other bits of the digest than the row's id is made of. For one text no two beginnings give one checksum. */
function seedOf(digest: string): number {
  const seed = Number.parseInt(digest.slice(-8), 16);
  return Number.isNaN(seed) || digest.length < 64 ? crc32(digest) : seed;
}

function inflated(bytes: Uint8Array): string {
  return inflateRawSync(bytes, { maxOutputLength: MOST_BYTES }).toString();
}

/** Past it a row would be no answer that WEE wrote. */
const MOST_BYTES = 16 * 2 ** 20;

class BadRow extends Error {}

type Field = string | number | boolean | null;

function fieldsOf(answer: Answer, lifetimeMs: number): Field[] {
  const { agent, backend, answerClass, question, createdAt, generateMs, tokens, sources, edits, toolCalls } = answer;
  return [
    Math.ceil(lifetimeMs),
    agent,
    backend,
    answerClass ?? null,
    question,
    createdAt,
    generateMs,
    tokens.context,
    tokens.prompt,
    tokens.answer,
    tokens.estimated,
    edits === undefined && toolCalls === undefined ? null : JSON.stringify([edits ?? null, toolCalls ?? null]),
    ...sources.flatMap(({ path, line, endLine }) => [path, line, endLine ?? null]),
  ];
}

function read(fields: readonly unknown[], text: string, digest: string): Decoded {
  const sources: SourceRef[] = [];
  for (let at = FIXED; at < fields.length; at += PLACE) {
    const path = string(fields[at]);
    const line = count(fields[at + 1]);
    const endLine = fields[at + 2];
    sources.push(endLine === null ? { path, line } : { path, line, endLine: count(endLine) });
  }
  // Neither spread nor destructuring: this is on the way of every answer from disk.
  const answer: { -readonly [K in keyof Answer]: Answer[K] } = {
    agent: string(fields[1]),
    text,
    sources,
    digest,
    backend: string(fields[2]),
    question: string(fields[4]),
    tokens: {
      context: count(fields[7]),
      prompt: count(fields[8]),
      answer: count(fields[9]),
      estimated: fields[10] === true,
    },
    createdAt: count(fields[5]),
    generateMs: count(fields[6]),
  };
  if (fields[3] !== null) answer.answerClass = string(fields[3]);
  if (fields[11] !== null) Object.assign(answer, readMore(string(fields[11])));
  return { answer, lifetimeMs: count(fields[0]) };
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

function count(value: unknown): number {
  if (typeof value !== 'number' || !(value >= 0)) throw new BadRow();
  return value;
}
