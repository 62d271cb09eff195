import uPlot from 'uplot';
import { themeColor } from './theme-color.ts';
import { timeOptions } from './time-options.ts';

/** Where an answer came from, the highest of the stack first, and how it is marked in the legend. */
export const TIERS = [
  { tier: 'none', mark: 'new', color: '--vscode-charts-lines' },
  { tier: 'disk', mark: 'disk', color: '--vscode-charts-yellow' },
  { tier: 'shared', mark: 'shared', color: '--vscode-charts-green' },
  { tier: 'memory', mark: 'memory', color: '--vscode-charts-blue' },
] as const;

/** How the chart of answers looks, in the colours of the theme that is on now. */
export function servedOptions(element: HTMLElement): uPlot.Options {
  const bars = uPlot.paths.bars?.({ size: [0.6, 12, 4] });
  return timeOptions(element, {
    scale: { range: (_chart, _min, max) => [0, Math.max(1, max ?? 1)] },
    axis: { incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 50_000] },
    series: TIERS.map(({ tier, color }) => {
      const fill = themeColor(color, '--vscode-foreground');
      return { label: tier, fill, stroke: fill, width: 0, points: { show: false }, ...(bars && { paths: bars }) };
    }),
  });
}
