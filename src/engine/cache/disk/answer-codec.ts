import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';
import * as v from 'valibot';
import type { XXHashAPI } from 'xxhash-wasm';
import type { Answer, TokenCounts } from '../../domain/answer.ts';
import type { SourceRef } from '../../domain/source-ref.ts';
import { limits } from '../../limits.ts';
import { FieldReader, numberField, textField } from './field-reader.ts';

/*
 * A row's text: a checksum, the fields of the head, the answer's text. Kept as text, since SQLite hands a text to JavaScript faster
 * than bytes; long ones deflated, as bytes. The checksum begins with the digest and goes over the rest, so that a torn row, or one
 * under another's key, is no answer.
 */

/** What a row holds. */
export interface Decoded {
  readonly answer: Answer;
  /** ms it may live in memory, on disk twice that. */
  readonly lifetimeMs: number;
}

/** Turns answers into rows of the disk tier and back. */
export class AnswerCodec {
  readonly #hash: XXHashAPI['h64'];

  constructor({ h64 }: XXHashAPI) {
    this.#hash = h64;
  }

  /** The row of an answer; of a long one compressed. @param lifetimeMs ms it may live in memory, on disk twice that. */
  encode(answer: Answer, lifetimeMs: number): string | Uint8Array {
    const rest = headOf(answer, lifetimeMs) + answer.text;
    const row = numberField(this.#checksum(rest, answer.digest)) + rest;
    // Some drivers end a text at its first NUL.
    const asBytes = row.length >= limits.compressedChars || row.includes('\0');
    return asBytes ? deflateRawSync(row, { level: 1 }) : row;
  }

  /** What is in a row, or `undefined` when it is torn, foreign or of another digest: database rows are untrusted input. */
  decode(kept: unknown, digest: string): Decoded | undefined {
    try {
      const row = kept instanceof Uint8Array ? inflated(kept) : kept;
      if (typeof row !== 'string') return undefined;
      const fields = new FieldReader(row);
      return fields.number() === this.#checksum(fields.rest(), digest) ? read(fields, digest) : undefined;
    } catch {
      return undefined;
    }
  }

  /** 48 bits of xxHash64 (Y. Collet), the fastest check of a text from JavaScript that we measured: half the time of zlib's CRC-32. */
  #checksum(text: string, digest: string): number {
    return Number(BigInt.asUintN(CHECKSUM_BITS, this.#hash(text, BigInt(seedOf(digest)))));
  }
}

/** Loads what a codec computes with. */
export async function loadAnswerCodec(): Promise<AnswerCodec> {
  const { default: load } = await import('xxhash-wasm');
  return new AnswerCodec(await load());
}

/** A number holds them exactly, in 15 digits. */
const CHECKSUM_BITS = 48;

/** Where the checksum begins: other bits of the digest than the row's id is made of. */
function seedOf(digest: string): number {
  const seed = Number.parseInt(digest.slice(-8), 16);
  return Number.isNaN(seed) || digest.length < 64 ? crc32(digest) : seed;
}

function inflated(bytes: Uint8Array): string {
  return inflateRawSync(bytes, { maxOutputLength: MOST_BYTES }).toString();
}

/** Past it a row would be no answer that WEE wrote. */
const MOST_BYTES = 16 * 2 ** 20;

function headOf(answer: Answer, lifetimeMs: number): string {
  const { agent, backend, answerClass, question, createdAt, generateMs, tokens, sources, edits, toolCalls } = answer;
  const numbers = [
    Math.ceil(lifetimeMs),
    createdAt,
    generateMs,
    tokens.context,
    tokens.prompt,
    tokens.answer,
    tokens.estimated ? 1 : 0,
    sources.length,
  ];
  const more = edits === undefined && toolCalls === undefined ? '' : JSON.stringify([edits ?? null, toolCalls ?? null]);
  return [
    ...numbers.map(numberField),
    ...[agent, backend, answerClass ?? '', question, more].map(textField),
    // 0 where there is no last line.
    ...sources.flatMap(({ path, line, endLine = -1 }) => [
      numberField(line),
      numberField(endLine + 1),
      textField(path),
    ]),
  ].join('');
}

/** Its order is that of `headOf`. */
function read(fields: FieldReader, digest: string): Decoded {
  const lifetimeMs = fields.number();
  const createdAt = fields.number();
  const generateMs = fields.number();
  const tokens: TokenCounts = {
    context: fields.number(),
    prompt: fields.number(),
    answer: fields.number(),
    estimated: fields.number() === 1,
  };
  let left = fields.number();
  const agent = fields.text();
  const backend = fields.text();
  const answerClass = fields.text();
  const question = fields.text();
  const more = fields.text();
  const sources: SourceRef[] = [];
  for (; left > 0; left--) {
    const line = fields.number();
    const end = fields.number();
    const path = fields.text();
    sources.push(end === 0 ? { path, line } : { path, line, endLine: end - 1 });
  }
  // Not spread: this is on the way of every answer from disk.
  const answer: { -readonly [K in keyof Answer]: Answer[K] } = {
    agent,
    text: fields.rest(),
    sources,
    digest,
    backend,
    question,
    tokens,
    createdAt,
    generateMs,
  };
  if (answerClass !== '') answer.answerClass = answerClass;
  if (more !== '') Object.assign(answer, readMore(more));
  return { answer, lifetimeMs };
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
