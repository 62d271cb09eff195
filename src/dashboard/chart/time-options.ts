import type uPlot from 'uplot';
import { formatTime } from '../format.ts';
import { themeColor } from './theme-color.ts';
import { HEIGHT } from './time-span.ts';

/** What is a chart's own: its figures and how they are measured. */
interface Own {
  readonly scale: uPlot.Scale;
  /** Which lines and labels there are. */
  readonly axis: Pick<uPlot.Axis, 'incrs' | 'filter' | 'values'>;
  readonly series: readonly uPlot.Series[];
}

/** How a chart over time looks, in the colours of the theme that is on now. */
export function timeOptions(element: HTMLElement, { scale, axis, series }: Own): uPlot.Options {
  const look = {
    stroke: themeColor('--vscode-descriptionForeground'),
    ticks: { show: false },
    font: `10px ${getComputedStyle(document.body).fontFamily}`,
  };
  const grid = { stroke: themeColor('--vscode-widget-border', '--vscode-contrastBorder'), width: 0.5 };
  return {
    width: element.clientWidth,
    height: HEIGHT,
    legend: { show: false },
    cursor: { show: false },
    scales: { x: { time: true }, y: scale },
    axes: [
      {
        ...look,
        grid: { show: false },
        size: 18,
        space: 64,
        values: (_chart, splits) => splits.map((at) => formatTime(at * 1_000)),
      },
      { ...look, ...axis, grid: { ...grid, ...(axis.filter && { filter: axis.filter }) }, size: 52 },
    ],
    series: [{}, ...series],
  };
}
