import type { SeriesPoint } from '../../engine/domain/telemetry-snapshot.ts';
import { formatMs } from '../format.ts';
import { t } from '../l10n.ts';
import { latencyOptions } from './latency-options.ts';
import { LatencyTable } from './latency-table.tsx';
import { TimeChart } from './time-chart.tsx';
import { SPAN_MS } from './time-span.ts';

interface LatencyChartProps {
  readonly points: readonly SeriesPoint[];
  /** End of the chart, ms since the epoch. */
  readonly now: number;
}

/** p50, p95 and p99 over time, with a table twin. */
export function LatencyChart({ points, now }: LatencyChartProps) {
  const shown = points.filter(({ at, asked }) => asked > 0 && at > now - SPAN_MS);
  return (
    <section aria-label={t('Latency of what WEE owns')}>
      <h2>
        {t('Latency')} <small>{t('last {0}, log scale, per 5 s', formatMs(SPAN_MS))}</small>
      </h2>
      <figure>
        <TimeChart
          data={[
            shown.map(({ at }) => at / 1_000),
            shown.map(({ p50 }) => p50),
            shown.map(({ p95 }) => p95),
            shown.map(({ p99 }) => p99),
          ]}
          now={now}
          options={latencyOptions}
        />
        <figcaption>
          <span class="key solid" /> p50 <span class="key dashed" /> p95 <span class="key dotted" /> p99
        </figcaption>
      </figure>
      <LatencyTable points={shown} />
    </section>
  );
}
