import type { SessionEvent, SessionRecord } from '../../domain/session.ts';
import { cancelled } from '../../errors.ts';

/** The last event of a session that ended so. */
export function endOfSession(session: SessionRecord): SessionEvent {
  if (session.status !== 'failed' && session.status !== 'cancelled') return { type: 'done', session };
  if (session.status === 'cancelled') {
    const { code, message, remedy } = cancelled();
    return { type: 'failed', code, message, remedy, session };
  }
  const failures = session.steps.flatMap(({ agent, failure }) =>
    failure === undefined ? [] : [{ agent, ...failure }],
  );
  const [first] = failures;
  // Where all failed alike, saying it once says more.
  const alike = failures.every(({ message }) => message === first?.message);
  const told = alike ? [first?.message ?? ''] : failures.map(({ agent, message }) => `@${agent}: ${message}`);
  return {
    type: 'failed',
    code: first?.code ?? 'internal',
    message: `No agent answered. ${told.join(' ')}`.trim(),
    remedy: first?.remedy ?? 'Ask again.',
    session,
  };
}
