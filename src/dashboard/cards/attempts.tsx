import type { Attempt } from '../../engine/domain/trace.ts';
import { formatMs } from '../format.ts';
import { t } from '../l10n.ts';

/** Whom a question was sent to, in order, and what became of it: told where it was more than one request that went well. */
export function Attempts({ attempts }: { readonly attempts: readonly Attempt[] }) {
  if (attempts.every(({ outcome }) => outcome === 'served')) return null;
  return (
    <ul class="attempts" aria-label={t('Requests')}>
      {attempts.map(({ instance, outcome, ms, fault, reason }, at) => (
        <li key={at}>
          <b>{instance}</b> {nameOf(outcome)} · {formatMs(ms)} · {fault ?? reason}
        </li>
      ))}
    </ul>
  );
}

function nameOf(outcome: Attempt['outcome']): string {
  switch (outcome) {
    case 'served':
      return t('answered');
    case 'limited':
      return t('refused for load');
    case 'outrun':
      return t('was outrun');
    case 'cancelled':
      return t('stopped');
    case 'failed':
      return t('failed');
  }
}
