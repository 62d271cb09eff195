import type { Answer, Tier } from '../../domain/answer.ts';
import type { AskEvent } from '../../domain/ask-event.ts';
import type { WeeError } from '../../errors.ts';
import type { TraceBuilder } from './trace-builder.ts';

export type Done = Extract<AskEvent, { type: 'done' }>;
export type Failed = Extract<AskEvent, { type: 'failed' }>;

/** The last event of a question that was answered. @param reason why it hit or missed. @param id of the trace. */
export function done(answer: Answer, tier: Tier, reason: string, trace: TraceBuilder, id: string): Done {
  const hit = tier !== 'none';
  return {
    type: 'done',
    answer,
    tier,
    trace: trace.finish({
      id,
      outcome: hit ? 'hit' : 'miss',
      tier,
      reason,
      tokens: answer.tokens,
      digest: answer.digest,
      backend: answer.backend,
      savedMs: hit ? answer.generateMs : undefined,
    }),
  };
}

/** The last event of one that was not. */
export function failed({ code, message, remedy }: WeeError, trace: TraceBuilder, id: string): Failed {
  const outcome = code === 'cancelled' ? 'cancelled' : 'failed';
  return { type: 'failed', code, message, remedy, trace: trace.finish({ id, outcome, tier: 'none', reason: message }) };
}
