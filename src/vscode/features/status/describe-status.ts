import type { IndexView } from '../../../dashboard/panel/protocol.ts';
import type { TelemetrySnapshot } from '../../../engine/domain/telemetry-snapshot.ts';
import type { WeeError } from '../../../engine/errors.ts';
import type { Translate } from '../../translate.ts';

/** What the status item shows. */
export interface StatusText {
  /** Short, with a codicon. */
  readonly text: string;
  /** One sentence for screen readers. */
  readonly spoken: string;
  /** Lines of the tooltip, plain text. */
  readonly lines: readonly string[];
  /** Something is broken or missing that a person should look at. */
  readonly alert: boolean;
}

type Figures = Pick<TelemetrySnapshot, 'asked' | 'hits' | 'hit' | 'alerts' | 'notices' | 'pools'>;

export function describeStatus(
  { asked, hits, hit, alerts, notices, pools }: Figures,
  index: IndexView,
  t: Translate,
): StatusText {
  const rate = asked === 0 ? 0 : Math.round((hits / asked) * 100);
  const questions = asked === 0 ? t('nothing asked yet') : t('{0} questions, {1}% from cache', asked, rate);
  const reading = describeIndex(index, t);
  const past =
    alerts.length === 0
      ? []
      : [alerts.length === 1 ? t('an alert: see the panel') : t('{0} alerts: see the panel', alerts.length)];
  const unwell = pools.some(
    ({ id, instances }) => id !== 'local' && instances.every(({ health }) => health !== 'closed'),
  );
  const resting = unwell ? [t('no model is well: see the instances in the panel')] : [];
  const faults = [...(index.state === 'failed' ? index.notices : []), ...notices, ...resting, ...past];
  const { progress } = index;
  return {
    text:
      progress !== undefined && progress.total > 0
        ? `$(sync~spin) WEE ${Math.floor((progress.done / progress.total) * 100)}%`
        : index.state === 'paused'
          ? '$(debug-pause) WEE'
          : faults.length > 0
            ? '$(warning) WEE'
            : '$(sparkle) WEE',
    spoken: ['WEE', questions, reading, ...faults].filter((part) => part !== '').join('. '),
    lines: [
      questions,
      ...(hit.count > 0 ? [t('an answer from cache takes {0} ms (p95, n = {1})', hit.p95.toFixed(2), hit.count)] : []),
      ...(reading === '' ? [] : [reading]),
      ...faults,
    ],
    alert: faults.length > 0,
  };
}

/** The engine could not start: why, and what to do. */
export function describeFailure({ message, remedy }: WeeError, t: Translate): StatusText {
  const lines = [t('WEE could not start'), message, remedy];
  return { text: '$(warning) WEE', spoken: lines.join('. '), lines, alert: true };
}

function describeIndex({ state, progress, files }: IndexView, t: Translate): string {
  if (progress !== undefined)
    return progress.total === 0
      ? t('looking for the files of this workspace')
      : t('reading this workspace: {0} of {1} files', progress.done, progress.total);
  if (state === 'paused') return t('indexing is paused after {0} files', files);
  return state === 'ready' ? t('{0} files indexed', files) : '';
}
