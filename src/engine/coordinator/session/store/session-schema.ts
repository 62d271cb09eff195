import * as v from 'valibot';
import type { SessionRecord } from '../../../domain/session.ts';

const ms = v.pipe(v.number(), v.finite(), v.minValue(0));
const count = v.pipe(v.number(), v.finite(), v.minValue(0));
const source = v.object({ path: v.string(), line: v.number(), endLine: v.exactOptional(v.number()) });
const step = v.object({
  id: v.string(),
  agent: v.string(),
  question: v.string(),
  dependsOn: v.array(v.string()),
  status: v.picklist(['waiting', 'running', 'answered', 'failed', 'cancelled']),
  ms,
  overheadMs: ms,
  text: v.string(),
  sources: v.array(source),
  tier: v.picklist(['none', 'memory', 'shared', 'disk']),
  digest: v.exactOptional(v.string()),
  backend: v.exactOptional(v.string()),
  tokens: count,
  failure: v.exactOptional(v.object({ code: v.string(), message: v.string(), remedy: v.string() })),
});
const record = v.object({
  id: v.string(),
  question: v.string(),
  startedAt: v.number(),
  status: v.picklist(['running', 'done', 'partial', 'failed', 'cancelled']),
  plan: v.object({ by: v.picklist(['model', 'specialties', 'names']), reason: v.string() }),
  steps: v.array(step),
  text: v.string(),
  sources: v.array(source),
  cost: v.exactOptional(count),
  ms,
  coordination: v.object({ efficiency: count, overhead: count }),
});

/** A stored session, or `undefined` when the row is damaged. */
export function parseSession(json: unknown): SessionRecord | undefined {
  if (typeof json !== 'string') return undefined;
  try {
    const result = v.safeParse(record, JSON.parse(json));
    return result.success ? result.output : undefined;
  } catch {
    return undefined;
  }
}
