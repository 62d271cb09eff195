import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import type { SeriesPoint } from '../engine/domain/telemetry-snapshot.ts';
import { formatMs } from './format.ts';

const HEIGHT = 110;
/** Rows of the table twin. */
const ROWS = 12;

/** p50 and p95 over time, with a table twin for screen readers. */
export function LatencyChart({ points }: { readonly points: readonly SeriesPoint[] }) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot>(null);
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const data: uPlot.AlignedData = [
      points.map(({ at }) => at / 1_000),
      points.map(({ p50 }) => p50),
      points.map(({ p95 }) => p95),
    ];
    if (chart.current === null) chart.current = new uPlot(options(element), data, element);
    else chart.current.setData(data);
  }, [points]);
  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => chart.current?.setSize({ width: element.clientWidth, height: HEIGHT }));
    observer.observe(element);
    // Colours are read when a chart is made: another theme makes another chart.
    const themes = new MutationObserver(() => {
      const data = chart.current?.data;
      chart.current?.destroy();
      chart.current = data === undefined ? null : new uPlot(options(element), data, element);
    });
    themes.observe(document.body, { attributes: true, attributeFilter: ['class'] });
    return () => {
      observer.disconnect();
      themes.disconnect();
      chart.current?.destroy();
    };
  }, []);
  return (
    <figure aria-label="Latency of what WEE owns, p50 and p95">
      <div ref={box} aria-hidden="true" />
      <figcaption>
        <span class="key solid" /> p50 <span class="key dashed" /> p95 · ms, log scale, 5 s intervals
      </figcaption>
      <div class="hidden">
        <table>
          <caption>Latency over time</caption>
          <tbody>
            {points.slice(-ROWS).map(({ at, p50, p95, asked }) => (
              <tr key={at}>
                <th scope="row">{new Date(at).toLocaleTimeString()}</th>
                <td>p50 {formatMs(p50)}</td>
                <td>p95 {formatMs(p95)}</td>
                <td>{asked} questions</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}

function options(element: HTMLElement): uPlot.Options {
  const color = (name: string): string => getComputedStyle(document.body).getPropertyValue(name).trim() || 'gray';
  const axis = {
    stroke: color('--vscode-descriptionForeground'),
    grid: { stroke: color('--vscode-widget-border'), width: 0.5 },
    ticks: { show: false },
    font: '10px sans-serif',
  };
  const line = { stroke: color('--vscode-charts-blue'), points: { show: true, size: 4 } };
  return {
    width: element.clientWidth,
    height: HEIGHT,
    legend: { show: false },
    cursor: { show: false },
    scales: { y: { distr: 3 } },
    axes: [
      {
        ...axis,
        size: 18,
        values: (_chart, splits) =>
          splits.map((at) => new Date(at * 1_000).toLocaleTimeString([], { timeStyle: 'short' })),
      },
      { ...axis, grid: { show: false }, size: 34 },
    ],
    series: [
      {},
      { ...line, label: 'p50', width: 2 },
      { ...line, label: 'p95', stroke: color('--vscode-charts-orange'), dash: [4, 3], width: 1.5 },
    ],
  };
}
