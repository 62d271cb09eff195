import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import type { SeriesPoint } from '../../engine/domain/telemetry-snapshot.ts';
import { formatMs } from '../format.ts';
import { t } from '../l10n.ts';
import { HEIGHT, latencyOptions } from './latency-options.ts';
import { LatencyTable } from './latency-table.tsx';
import { SPAN_MS, timeSpan } from './time-span.ts';

interface LatencyChartProps {
  readonly points: readonly SeriesPoint[];
  /** End of the chart, ms since the epoch. */
  readonly now: number;
}

/** p50 and p95 over time, with a table twin. */
export function LatencyChart({ points, now }: LatencyChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot>(null);
  const shown = points.filter(({ at, asked }) => asked > 0 && at > now - SPAN_MS);
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const data: uPlot.AlignedData = [
      shown.map(({ at }) => at / 1_000),
      shown.map(({ p50 }) => p50),
      shown.map(({ p95 }) => p95),
    ];
    chart.current ??= new uPlot(latencyOptions(element), data, element);
    chart.current.setData(data, false);
    chart.current.setScale('x', timeSpan(now));
  }, [points, now]);
  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => chart.current?.setSize({ width: element.clientWidth, height: HEIGHT }));
    observer.observe(element);
    // Colours are read when a chart is made: another theme makes another chart.
    const themes = new MutationObserver(() => {
      const { data, scales } = chart.current ?? {};
      const { min, max } = scales?.x ?? {};
      chart.current?.destroy();
      chart.current = data === undefined ? null : new uPlot(latencyOptions(element), data, element);
      if (min !== undefined && max !== undefined) chart.current?.setScale('x', { min, max });
    });
    themes.observe(document.body, { attributes: true, attributeFilter: ['class'] });
    return () => {
      observer.disconnect();
      themes.disconnect();
      chart.current?.destroy();
    };
  }, []);
  return (
    <section aria-label={t('Latency of what WEE owns')}>
      <h2>
        {t('Latency')} <small>{t('last {0}, log scale, per 5 s', formatMs(SPAN_MS))}</small>
      </h2>
      <figure>
        <div ref={box} aria-hidden="true" />
        <figcaption>
          <span class="key solid" /> p50 <span class="key dashed" /> p95
        </figcaption>
      </figure>
      <LatencyTable points={shown} />
    </section>
  );
}
