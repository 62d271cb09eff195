import * as v from 'valibot';
import type { Answer } from '../domain/answer.ts';

const count = v.pipe(v.number(), v.minValue(0));
const line = v.pipe(v.number(), v.integer(), v.minValue(1));

const schema = v.object({
  agent: v.string(),
  text: v.string(),
  sources: v.array(v.object({ path: v.string(), line, endLine: v.exactOptional(line) })),
  digest: v.string(),
  backend: v.string(),
  question: v.string(),
  tokens: v.object({ context: count, prompt: count, answer: count, estimated: v.boolean() }),
  createdAt: v.number(),
  generateMs: count,
});

/** A stored answer as it was written, or `undefined` when the row is not one: database rows are untrusted input. */
export function parseAnswer(json: unknown, digest: string): Answer | undefined {
  if (typeof json !== 'string') return undefined;
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return undefined;
  }
  const result = v.safeParse(schema, value);
  return result.success && result.output.digest === digest ? result.output : undefined;
}
