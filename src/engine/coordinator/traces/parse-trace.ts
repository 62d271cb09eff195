import * as v from 'valibot';
import type { Trace } from '../../domain/trace.ts';

const ms = v.pipe(v.number(), v.finite(), v.minValue(0));
const trace = v.object({
  id: v.string(),
  agent: v.string(),
  question: v.string(),
  startedAt: v.pipe(v.number(), v.finite()),
  outcome: v.picklist(['hit', 'miss', 'failed', 'cancelled']),
  tier: v.picklist(['none', 'memory', 'shared', 'disk']),
  steps: v.object({
    context: v.exactOptional(ms),
    prompt: v.exactOptional(ms),
    cache: v.exactOptional(ms),
    route: v.exactOptional(ms),
    backend: v.exactOptional(ms),
    store: v.exactOptional(ms),
  }),
  totalMs: ms,
  firstTokenMs: v.exactOptional(ms),
  savedMs: v.exactOptional(ms),
  instance: v.exactOptional(v.string()),
  backend: v.exactOptional(v.string()),
  attempts: v.exactOptional(
    v.array(
      v.object({
        instance: v.string(),
        strategy: v.string(),
        reason: v.string(),
        outcome: v.picklist(['served', 'failed', 'limited', 'outrun', 'cancelled']),
        ms,
        fault: v.exactOptional(v.string()),
      }),
    ),
  ),
  complexity: v.exactOptional(v.number()),
  fallback: v.exactOptional(v.string()),
  tokens: v.exactOptional(
    v.object({ context: v.number(), prompt: v.number(), answer: v.number(), estimated: v.boolean() }),
  ),
  reason: v.string(),
  digest: v.exactOptional(v.string()),
});

/** A stored trace, or `undefined` when the row is damaged or of a shape that this version does not know. */
export function parseTrace(json: unknown): Trace | undefined {
  if (typeof json !== 'string') return undefined;
  try {
    const result = v.safeParse(trace, JSON.parse(json));
    return result.success ? result.output : undefined;
  } catch {
    return undefined;
  }
}
