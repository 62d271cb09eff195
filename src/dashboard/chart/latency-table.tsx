import type { SeriesPoint } from '../../engine/domain/telemetry-snapshot.ts';
import { formatMs, formatTime } from '../format.ts';
import { t } from '../l10n.ts';

/** Intervals shown, the newest first. */
const ROWS = 12;

/** The twin of the chart: the same figures as a table, for screen readers and for who wants to read them. */
export function LatencyTable({ points }: { readonly points: readonly SeriesPoint[] }) {
  return (
    <details>
      <summary>{t('Latency as a table')}</summary>
      <table aria-label={t('Latency of what WEE owns, per 5 s in which something was asked')}>
        <thead>
          <tr>
            <th scope="col">{t('time')}</th>
            <th scope="col">p50</th>
            <th scope="col">p95</th>
            <th scope="col">p99</th>
            <th scope="col">n</th>
          </tr>
        </thead>
        <tbody>
          {points
            .slice(-ROWS)
            .reverse()
            .map(({ at, p50, p95, p99, asked }) => (
              <tr key={at}>
                <th scope="row">{formatTime(at, true)}</th>
                <td>{formatMs(p50)}</td>
                <td>{formatMs(p95)}</td>
                <td>{formatMs(p99)}</td>
                <td>{asked}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </details>
  );
}
