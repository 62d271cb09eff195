import type { CacheEntry } from '../../../engine/domain/cache-entry.ts';
import { formatAge, formatBytes, formatCount, formatDate, formatMs } from '../../format.ts';
import { t } from '../../l10n.ts';

interface EntryTableProps {
  readonly entries: readonly CacheEntry[];
  readonly chosen: string | undefined;
  readonly filtered: boolean;
  readonly onChoose: (digest: string) => void;
  readonly onAsk: () => void;
}

/** Kept answers, the last used first. */
export function EntryTable({ entries, chosen, filtered, onChoose, onAsk }: EntryTableProps) {
  if (entries.length === 0) {
    return (
      <section class="state">
        <p>{filtered ? t('No kept answer fits.') : t('No answer is kept yet: the first question makes one.')}</p>
        {!filtered && (
          <button type="button" onClick={onAsk}>
            {t('Ask WEE')}
          </button>
        )}
      </section>
    );
  }
  return (
    <table class="entries" aria-label={t('{0} answers, the last used first', entries.length)}>
      <thead>
        <tr>
          <th scope="col">{t('question')}</th>
          <th scope="col">{t('agent')}</th>
          <th scope="col">{t('files')}</th>
          <th scope="col">{t('age')}</th>
          <th scope="col">{t('size')}</th>
          <th scope="col">{t('hits')}</th>
          <th scope="col">{t('saved')}</th>
        </tr>
      </thead>
      <tbody>
        {entries.map(({ digest, question, agent, files, createdAt, bytes, hits, savedMs, savedTokens, tiers }) => (
          <tr key={digest} class={digest === chosen ? 'chosen' : ''}>
            <th scope="row">
              <button
                type="button"
                class="row"
                id={`answer-${digest}`}
                aria-pressed={digest === chosen}
                title={question}
                onClick={() => onChoose(digest)}
              >
                {question}
              </button>
            </th>
            <td>{agent}</td>
            <td title={files.join('\n')}>{files.length}</td>
            <td title={formatDate(createdAt)}>{formatAge(Date.now() - createdAt)}</td>
            <td title={tiers.includes('disk') ? t('on disk') : t('in memory only')}>
              {formatBytes(bytes)}
              {tiers.includes('disk') ? '' : ' ⚡'}
            </td>
            <td>{formatCount(hits)}</td>
            <td title={t('time of answering, and tokens (estimated)')}>
              {hits === 0 ? '–' : `${formatMs(savedMs)}, ${t('{0} tokens', formatCount(savedTokens))}`}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
