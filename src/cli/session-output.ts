import type { SessionRecord } from '../engine/domain/session.ts';

/** A session as scripts read it. */
export function sessionToJson(record: SessionRecord): object {
  const { id, question, status, plan, steps, text, sources, coordination, cost, ms } = record;
  return {
    id,
    question,
    status,
    plan,
    agents: steps.map((step) => ({
      agent: step.agent,
      ms: step.ms,
      status: step.status,
      dependsOn: step.dependsOn,
      tier: step.tier,
      tokens: step.tokens,
      overheadMs: step.overheadMs,
      text: step.text,
      sources: step.sources.map(({ path, line }) => ({ path, line })),
      ...(step.digest !== undefined && { digest: step.digest }),
      ...(step.backend !== undefined && { backend: step.backend }),
      ...(step.failure !== undefined && { failure: step.failure }),
    })),
    text,
    sources: sources.map(({ path, line }) => ({ path, line })),
    efficiency: coordination.efficiency,
    overhead: coordination.overhead,
    ...(cost !== undefined && { cost }),
    ms,
  };
}

/** A stored session for people, Markdown. */
export function renderSession({ question, startedAt, status, steps, text }: SessionRecord): string {
  const state = status === 'running' ? 'interrupted: ask it again, and what was answered comes from the cache' : status;
  const begun = new Date(startedAt).toISOString().slice(0, 16).replace('T', ' ');
  const parts = steps.map(
    (step) => `## @${step.agent}: ${step.status}\n\n${step.text.trim() || step.failure?.message || ''}`,
  );
  return `${[`# ${question.trim()}`, `*${begun} UTC, ${state}*`, text.trim(), ...parts].filter((part) => part !== '').join('\n\n')}\n`;
}
