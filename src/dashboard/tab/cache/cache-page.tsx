import type { CacheFilter } from '../../../engine/domain/cache-entry.ts';
import { formatBytes } from '../../format.ts';
import { t } from '../../l10n.ts';
import type { PageProps } from '../page-props.ts';
import { MOST_ROWS } from '../protocol.ts';
import { EntryDetail } from './entry-detail.tsx';
import { EntryTable } from './entry-table.tsx';

/** The cache explorer: what is kept, what it rests on, and whether it would be served. */
export function CachePage({ state, change, send }: PageProps) {
  const { list, filter, chosen, detail } = state;
  if (list === undefined) return <p class="quiet">{t('Loading…')}</p>;
  const { entries, agents, store, notices } = list;
  /** An empty value takes a part of the filter away. */
  const narrow = (part: CacheFilter): void => {
    const next: CacheFilter = Object.fromEntries(
      Object.entries({ ...filter, ...part }).filter(([, value]) => value !== ''),
    );
    change({ filter: next });
    send({ type: 'list', filter: next });
  };
  const filtered = Object.keys(filter).length > 0;
  const { agent, file, text } = filter;
  return (
    <>
      {notices.map((notice) => (
        <p class="notice" key={notice}>
          ⚠ {notice}
        </p>
      ))}
      <p class="quiet">
        {store.path === undefined ? (
          t('Answers are kept in memory only.')
        ) : (
          <>
            {t('{0} on disk in', formatBytes(store.bytes))} <code>{store.path}</code>{' '}
            <button type="button" class="plain" onClick={() => send({ type: 'reveal' })}>
              {t('Open folder')}
            </button>
          </>
        )}
      </p>
      <search class="bar">
        <input
          type="search"
          aria-label={t('Search questions and files')}
          placeholder={t('Search questions and files')}
          value={text ?? ''}
          onInput={({ currentTarget: { value } }) => narrow({ text: value })}
        />
        <select
          aria-label={t('Agent')}
          value={agent ?? ''}
          onChange={({ currentTarget: { value } }) => narrow({ agent: value })}
        >
          <option value="">{t('all agents')}</option>
          {agents.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
        {file !== undefined && (
          <button
            type="button"
            class="plain"
            title={t('Show answers of other files too')}
            onClick={() => narrow({ file: '' })}
          >
            {file} ✕
          </button>
        )}
        <button
          type="button"
          class="secondary"
          disabled={entries.length === 0}
          onClick={() => send({ type: 'clear', filter })}
        >
          {filtered ? t('Remove all that are shown…') : t('Remove all…')}
        </button>
      </search>
      <div class="columns">
        <EntryTable
          entries={entries}
          chosen={chosen}
          filtered={filtered}
          onChoose={(digest) => {
            change({ chosen: digest, detail: undefined });
            send({ type: 'show', digest });
          }}
          onAsk={() => send({ type: 'ask' })}
        />
        {chosen !== undefined && (
          <EntryDetail
            detail={detail}
            send={send}
            onFile={(path) => narrow({ file: path })}
            onClose={() => {
              change({ chosen: undefined, detail: undefined });
              document.getElementById(`answer-${chosen}`)?.focus();
            }}
          />
        )}
      </div>
      {entries.length >= MOST_ROWS && (
        <p class="quiet">{t('The {0} used last are shown; search for others.', MOST_ROWS)}</p>
      )}
    </>
  );
}
