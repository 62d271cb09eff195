import { formatCount } from '../format.ts';
import { t } from '../l10n.ts';
import type { IndexView } from './protocol.ts';

/** How far the workspace has been read; nothing when it has been. */
export function IndexProgress({ index }: { readonly index: IndexView }) {
  const { progress } = index;
  if (progress === undefined) return null;
  const { done, total } = progress;
  const text =
    total === 0
      ? t('Looking for the files of this workspace…')
      : t('Reading this workspace: {0} of {1} files', formatCount(done), formatCount(total));
  return (
    <section class="reading">
      <label for="reading">{text}</label>
      {total > 0 && <progress id="reading" max={total} value={done} />}
      <small>{t('A question asked now waits until this is done.')}</small>
    </section>
  );
}
