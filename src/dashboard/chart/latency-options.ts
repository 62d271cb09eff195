import type uPlot from 'uplot';
import { formatTick } from '../format.ts';
import { themeColor } from './theme-color.ts';
import { timeOptions } from './time-options.ts';

/** How the latency chart looks, in the colours of the theme that is on now. */
export function latencyOptions(element: HTMLElement): uPlot.Options {
  const points = { show: true, size: 5 };
  return timeOptions(element, {
    scale: { distr: 3, range: (_chart, min, max) => decades(min, max) },
    axis: {
      filter: tens,
      values: (_chart, splits) => splits.map((ms) => (ms === null ? '' : formatTick(ms))),
    },
    series: [
      { label: 'p50', stroke: themeColor('--vscode-charts-blue', '--vscode-foreground'), width: 2, points },
      {
        label: 'p95',
        stroke: themeColor('--vscode-charts-yellow', '--vscode-foreground'),
        width: 1.5,
        dash: [4, 3],
        points,
      },
      {
        label: 'p99',
        stroke: themeColor('--vscode-charts-red', '--vscode-foreground'),
        width: 1,
        dash: [1, 3],
        points: { show: false },
      },
    ],
  });
}

/** On a log scale only the tens have a line and a label. */
function tens(_chart: uPlot, splits: readonly number[]): (number | null)[] {
  return splits.map((ms) => (Number.isInteger(Math.log10(ms)) ? ms : null));
}

/** Whole tens around the figures, so that there are at least two lines to read them against. */
function decades(min: number | null, max: number | null): [number, number] {
  const low = 10 ** Math.floor(Math.log10(min ?? 1));
  const high = 10 ** Math.ceil(Math.log10(max ?? 10));
  return [low, high > low ? high : low * 10];
}
