import type { Trace } from '../../engine/domain/trace.ts';
import { formatMs } from '../format.ts';
import { t } from '../l10n.ts';
import { stepName } from './step-name.ts';

/** Width of a row in units of its own; a bar is at least one of them wide. */
const WIDTH = 200;
const ROW = 8;

/** The steps of one question one after the other, each beginning where the one before it ended. */
export function Waterfall({ trace: { steps, totalMs, firstTokenMs } }: { readonly trace: Trace }) {
  let start = 0;
  const rows = Object.entries(steps).map(([step, ms]) => {
    const row = { step, ms, start };
    start += ms;
    return row;
  });
  const scale = WIDTH / Math.max(totalMs, start, 0.001);
  return (
    <table class="waterfall" aria-label={t('Steps')}>
      <tbody>
        {rows.map(({ step, ms, start: from }) => {
          const first = step === 'backend' ? firstTokenMs : undefined;
          const name = stepName(step);
          const label =
            first === undefined
              ? t('{0} begins at {1}', name, formatMs(from))
              : t('{0} begins at {1}, its first text comes after {2}', name, formatMs(from), formatMs(first));
          return (
            <tr key={step}>
              <th scope="row">{name}</th>
              <td>
                <svg viewBox={`0 0 ${WIDTH} ${ROW}`} preserveAspectRatio="none" role="img" aria-label={label}>
                  <title>{label}</title>
                  <rect
                    class="bar"
                    x={Math.min(from * scale, WIDTH - 1)}
                    width={Math.max(1, ms * scale)}
                    height={ROW}
                  />
                  {first !== undefined && (
                    <rect class="first" x={Math.min((from + first) * scale, WIDTH - 1)} width={1} height={ROW} />
                  )}
                </svg>
              </td>
              <td>{formatMs(ms)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
