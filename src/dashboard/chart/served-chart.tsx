import type uPlot from 'uplot';
import type { SeriesPoint } from '../../engine/domain/telemetry-snapshot.ts';
import { tierName } from '../cards/tier-name.ts';
import { formatMs, formatTime } from '../format.ts';
import { t } from '../l10n.ts';
import { servedOptions, TIERS } from './served-options.ts';
import { TimeChart } from './time-chart.tsx';
import { SPAN_MS } from './time-span.ts';

/** Intervals of the table, the newest first. */
const ROWS = 12;

interface ServedChartProps {
  readonly points: readonly SeriesPoint[];
  /** End of the chart, ms since the epoch. */
  readonly now: number;
}

/** What was answered over time, stacked by where it came from, with a table twin. */
export function ServedChart({ points, now }: ServedChartProps) {
  const shown = points.filter(({ at, asked }) => asked > 0 && at > now - SPAN_MS);
  return (
    <section aria-label={t('Answers by where they came from')}>
      <h2>
        {t('Answers')} <small>{t('last {0}, per 5 s, hits per tier and new ones', formatMs(SPAN_MS))}</small>
      </h2>
      <figure>
        <TimeChart data={stacked(shown)} now={now} options={servedOptions} />
        <figcaption>
          {TIERS.map(({ tier, mark }) => (
            <span key={tier}>
              <span class={`swatch ${mark}`} /> {tierName(tier)}{' '}
            </span>
          ))}
        </figcaption>
      </figure>
      <details>
        <summary>{t('Answers as a table')}</summary>
        <table aria-label={t('Answers per 5 s in which something was asked')}>
          <thead>
            <tr>
              <th scope="col">{t('time')}</th>
              {TIERS.map(({ tier }) => (
                <th scope="col" key={tier}>
                  {tierName(tier)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown
              .slice(-ROWS)
              .reverse()
              .map((point) => (
                <tr key={point.at}>
                  <th scope="row">{formatTime(point.at, true)}</th>
                  {TIERS.map(({ tier }) => (
                    <td key={tier}>{countOf(point, tier)}</td>
                  ))}
                </tr>
              ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}

/** Each series holds itself and those below it, the highest first: drawn over one another they are a stack. */
function stacked(points: readonly SeriesPoint[]): uPlot.AlignedData {
  return [
    points.map(({ at }) => at / 1_000),
    ...TIERS.map((_, from) =>
      points.map((point) => TIERS.slice(from).reduce((sum, { tier }) => sum + countOf(point, tier), 0)),
    ),
  ];
}

function countOf({ served }: SeriesPoint, tier: string): number {
  return served[tier] ?? 0;
}
