import type { TelemetrySnapshot } from '../../engine/domain/telemetry-snapshot.ts';
import { formatBytes, formatCount, formatShare } from '../format.ts';
import { t } from '../l10n.ts';
import { tierName } from './tier-name.ts';

/** What each tier of the answer cache holds and how often it had the answer. */
export function TiersTable({ tiers }: { readonly tiers: TelemetrySnapshot['tiers'] }) {
  return (
    <table>
      <caption>{t('Cache')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('tier')}</th>
          <th scope="col">{t('hit rate')}</th>
          <th scope="col" class="wide">
            {t('answers')}
          </th>
          <th scope="col">{t('size')}</th>
        </tr>
      </thead>
      <tbody>
        {tiers.map(({ tier, hits, misses, entries, bytes, breaker }) => (
          <tr key={tier}>
            <th scope="row">
              {tierName(tier)} {breaker === 'closed' ? '' : `▲ ${t('bypassed')}`}
            </th>
            <td>
              {formatShare(hits, hits + misses)} <small>{t('of {0}', hits + misses)}</small>
            </td>
            <td class="wide">{formatCount(entries)}</td>
            <td>{formatBytes(bytes)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
