import type { TelemetrySnapshot } from '../../../engine/domain/telemetry-snapshot.ts';
import { formatCount, formatMs, formatShare } from '../../format.ts';
import { t } from '../../l10n.ts';

/** The span that counts as now, ms. */
const NOW_MS = 60_000;

/** How much is asked and what becomes of it, as a table. */
export function Throughput({ snapshot }: { readonly snapshot: TelemetrySnapshot }) {
  const { at, windowMs, asked, hits, failed, cancelled, series, agents, pools, sessions } = snapshot;
  const lately = series.filter((point) => point.at > at - NOW_MS).reduce((sum, point) => sum + point.asked, 0);
  const running = agents.reduce((sum, { inFlight }) => sum + inFlight, 0);
  const waiting = pools.reduce((sum, { queued }) => sum + queued, 0);
  const rows: readonly (readonly [string, string])[] = [
    [t('answered in the last minute'), formatCount(lately)],
    [t('asked in {0}', formatMs(windowMs)), formatCount(asked)],
    [t('running now'), t('{0}, {1} waiting', running, waiting)],
    [t('from cache'), t('{0} of {1}', formatShare(hits, asked), asked)],
    [t('failed'), t('{0} of {1}', formatShare(failed, asked), asked)],
    [t('stopped'), formatCount(cancelled)],
    [
      t('sessions'),
      sessions.count === 0
        ? '0'
        : t(
            '{0}, work / wall time {1}, overhead {2}',
            sessions.count,
            sessions.efficiency.toFixed(1),
            formatShare(sessions.overhead, 1),
          ),
    ],
  ];
  return (
    <table>
      <caption>{t('Throughput')}</caption>
      <tbody>
        {rows.map(([name, value]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
