import { t } from '../l10n.ts';
import type { PanelRequest } from './protocol.ts';

interface EmptyProps {
  readonly folder: boolean;
  readonly send: (request: PanelRequest) => void;
}

/** Nothing to show yet: how to begin, or that a folder is needed first. */
export function Empty({ folder, send }: EmptyProps) {
  return folder ? (
    <section class="state">
      <h2>{t('Nothing has been asked yet')}</h2>
      <p>
        {t('Ask about your code here, in chat with @wee, or at a selection. What answers cost and save is shown here.')}
      </p>
      <div class="actions">
        <button type="button" onClick={() => send('ask')}>
          {t('Ask WEE')}
        </button>
        <button type="button" class="secondary" onClick={() => send('walkthrough')}>
          {t('Show Me Around')}
        </button>
      </div>
    </section>
  ) : (
    <section class="state">
      <h2>{t('No folder is open')}</h2>
      <p>{t('WEE answers from the files of a folder.')}</p>
      <div class="actions">
        <button type="button" onClick={() => send('openFolder')}>
          {t('Open Folder')}
        </button>
        <button type="button" class="secondary" onClick={() => send('walkthrough')}>
          {t('Show Me Around')}
        </button>
      </div>
    </section>
  );
}
