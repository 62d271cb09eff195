import type { Alert } from '../../engine/domain/alert.ts';
import { formatMs, formatShare, formatTime } from '../format.ts';
import { t } from '../l10n.ts';

/** What is past its threshold, with what to do about it. Its figures move all the time: readers are told only when one is raised or ends. */
export function Alerts({ alerts }: { readonly alerts: readonly Alert[] }) {
  const count = alerts.length === 1 ? t('an alert: see the panel') : t('{0} alerts: see the panel', alerts.length);
  return (
    <>
      <p class="hidden" role="alert">
        {alerts.length > 0 && count}
      </p>
      {alerts.map((alert) => (
        <p class="notice" key={`${alert.name} ${alert.agent ?? ''}`}>
          ▲ {describeAlert(alert)} <small>{t('since {0}', formatTime(alert.since))}</small>
        </p>
      ))}
    </>
  );
}

function describeAlert({ name, agent = '', value, threshold, samples }: Alert): string {
  const [is, most] = [formatShare(value, 1), formatShare(threshold, 1)];
  switch (name) {
    case 'cpu':
      return t(
        'The processor is busy: {0} of a core, above {1}. Pause indexing, or look which extension it is.',
        is,
        most,
      );
    case 'memory':
      return t(
        'Memory is short: {0} of the heap, above {1}. Lower wee.cache.memoryMb, or close other folders.',
        is,
        most,
      );
    case 'hitRate':
      return t(
        'Questions asked again miss the cache: {0} hit, below {1}, n = {2}. The dashboard tells why each missed.',
        is,
        most,
        samples,
      );
    case 'success':
      return t(
        'Questions fail: {0} succeed, below {1}, n = {2}. Run the doctor, or look at the last questions.',
        is,
        most,
        samples,
      );
    case 'agentP95Ms':
      return t(
        'WEE’s own part of @{0} takes {1} (p95), above {2}, n = {3}. A smaller wee.context.budgetTokens is faster.',
        agent,
        formatMs(value),
        formatMs(threshold),
        samples,
      );
  }
}
