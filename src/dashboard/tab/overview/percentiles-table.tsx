import type { Percentiles, TelemetrySnapshot } from '../../../engine/domain/telemetry-snapshot.ts';
import { formatMs } from '../../format.ts';
import { t } from '../../l10n.ts';

/** How long what took: WEE's own part, whole questions, contexts, and models' first text apart. */
export function PercentilesTable({ snapshot }: { readonly snapshot: TelemetrySnapshot }) {
  const { owned, hit, miss, context, firstToken, sessions } = snapshot;
  const rows: readonly (readonly [string, Percentiles])[] = [
    [t('WEE’s own part'), owned],
    [t('questions from cache'), hit],
    [t('questions answered anew'), miss],
    [t('contexts'), context],
    [t('sessions'), sessions.total],
    [t('first text of who answers, not WEE’s part'), firstToken],
  ];
  return (
    <table>
      <caption>{t('How long it took')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('what')}</th>
          <th scope="col">p50</th>
          <th scope="col">p95</th>
          <th scope="col">p99</th>
          <th scope="col">{t('most')}</th>
          <th scope="col">n</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, { count, p50, p95, p99, max }]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {Object.entries({ p50, p95, p99, max }).map(([column, ms]) => (
              <td key={column}>{count === 0 ? '–' : formatMs(ms)}</td>
            ))}
            <td>{count}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
