import type { SessionRecord, SessionSummary } from '../../../domain/session.ts';

/** A session as a list shows it. */
export function summaryOf({ id, question, startedAt, status, ms, steps }: SessionRecord): SessionSummary {
  return { id, question, startedAt, status, ms, agents: steps.map(({ agent }) => agent) };
}
