import type { Decision } from '../../engine/domain/decision.ts';
import { formatTime } from '../format.ts';
import { t } from '../l10n.ts';

/** Shown at most in the panel; the engine keeps more. */
const SHOWN = 8;

/** What the engine decided by itself: lanes added, instances that rest, questions moved. */
export function Decisions({
  decisions,
  shown = SHOWN,
}: {
  readonly decisions: readonly Decision[];
  readonly shown?: number;
}) {
  if (decisions.length === 0) return null;
  return (
    <section aria-label={t('Decisions of the engine')}>
      <h2>
        {t('Decisions')}{' '}
        <small>{t('newest first, {0} of {1}', Math.min(shown, decisions.length), decisions.length)}</small>
      </h2>
      <ul class="decisions">
        {decisions.slice(0, shown).map(({ at, subject, action, reason }) => (
          <li key={`${at} ${subject} ${action}`}>
            <small>{formatTime(at, true)}</small> <b>{subject}</b> {reason}
          </li>
        ))}
      </ul>
    </section>
  );
}
