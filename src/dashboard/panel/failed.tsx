import { t } from '../l10n.ts';
import type { PanelRequest } from './protocol.ts';

interface FailedProps {
  readonly message: string;
  readonly remedy: string;
  readonly send: (request: PanelRequest) => void;
}

/** The engine could not start: why, what to do, and a way to try again. */
export function Failed({ message, remedy, send }: FailedProps) {
  return (
    <section class="state" role="alert">
      <h2>⚠ {t('WEE could not start')}</h2>
      <p>{message}</p>
      <p>{remedy}</p>
      <div class="actions">
        <button type="button" onClick={() => send('retry')}>
          {t('Retry')}
        </button>
        <button type="button" class="secondary" onClick={() => send('doctor')}>
          {t('Run Doctor')}
        </button>
        <button type="button" class="secondary" onClick={() => send('showLog')}>
          {t('Show Log')}
        </button>
      </div>
    </section>
  );
}
