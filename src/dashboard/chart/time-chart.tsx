import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import { HEIGHT, timeSpan } from './time-span.ts';

interface TimeChartProps {
  /** Times in seconds, then the series that `options` names. */
  readonly data: uPlot.AlignedData;
  /** End of the chart, ms since the epoch. */
  readonly now: number;
  readonly options: (element: HTMLElement) => uPlot.Options;
}

/** A chart over the last minutes, in the colours of the theme that is on and as wide as there is room. Readers get its table twin. */
export function TimeChart({ data, now, options }: TimeChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot>(null);
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    chart.current ??= new uPlot(options(element), data, element);
    chart.current.setData(data, false);
    chart.current.setScale('x', timeSpan(now));
  }, [data, now]);
  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => chart.current?.setSize({ width: element.clientWidth, height: HEIGHT }));
    observer.observe(element);
    // Colours are read when a chart is made: another theme makes another chart.
    const themes = new MutationObserver(() => {
      const { data: drawn, scales } = chart.current ?? {};
      const { min, max } = scales?.x ?? {};
      chart.current?.destroy();
      chart.current = drawn === undefined ? null : new uPlot(options(element), drawn, element);
      if (min !== undefined && max !== undefined) chart.current?.setScale('x', { min, max });
    });
    themes.observe(document.body, { attributes: true, attributeFilter: ['class'] });
    return () => {
      observer.disconnect();
      themes.disconnect();
      chart.current?.destroy();
    };
  }, []);
  return <div ref={box} aria-hidden="true" />;
}
