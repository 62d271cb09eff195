import type { InstanceStats, PoolStats } from '../../engine/domain/telemetry-snapshot.ts';
import { formatMs } from '../format.ts';
import { t } from '../l10n.ts';

/** Where agents can run: load against limit, who waits for room, what was served, and how each place is. */
export function InstancesTable({ pools }: { readonly pools: readonly PoolStats[] }) {
  const queued = pools.reduce((sum, pool) => sum + pool.queued, 0);
  return (
    <table>
      <caption>
        {t('Instances')} {queued > 0 && <small>{t('{0} waiting', queued)}</small>}
      </caption>
      <thead>
        <tr>
          <th scope="col">{t('instance')}</th>
          <th scope="col">{t('in flight')}</th>
          <th scope="col">{t('served')}</th>
          <th scope="col">{t('state')}</th>
        </tr>
      </thead>
      <tbody>
        {pools
          .flatMap(({ instances }) => instances)
          .map((instance) => (
            <tr key={instance.id}>
              <th scope="row" title={instance.label}>
                {instance.id}
              </th>
              <td>{t('{0} of {1}', instance.inFlight, instance.limit)}</td>
              <td>
                {instance.served} {instance.failed > 0 && <small>{t('{0} failed', instance.failed)}</small>}
              </td>
              <td>{healthOf(instance)}</td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}

function healthOf({ health, restMs }: InstanceStats): string {
  switch (health) {
    case 'closed':
      return `○ ${t('well')}`;
    case 'half-open':
      return `◐ ${t('being tried')}`;
    case 'ejected':
      return `▲ ${t('left out')}`;
    default:
      return restMs > 0 ? `▲ ${t('rests {0}', formatMs(restMs))}` : `▲ ${t('rests')}`;
  }
}
