import { t } from '../l10n.ts';
import { CachePage } from './cache/cache-page.tsx';
import { OverviewPage } from './overview/overview-page.tsx';
import type { PageProps } from './page-props.ts';
import { QuestionsPage } from './questions/questions-page.tsx';
import { requestOf } from './request-of.ts';
import { type PageName, pages } from './tab-state.ts';

/** The dashboard in an editor tab: one page at a time. A further page is a component and a name in `pages`. */
export function Tab({ state, change, send }: PageProps) {
  const { page, trouble, removed } = state;
  const open = (next: PageName): void => {
    change({ page: next });
    send(requestOf(next, state.filter));
  };
  const names = pages;
  const step = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const next = names[(names.indexOf(page) + by + names.length) % names.length];
    if (by === 0 || next === undefined) return;
    open(next);
    document.getElementById(`tab-${next}`)?.focus();
  };
  return (
    <>
      <div class="tabs" role="tablist" aria-label={t('Pages')} onKeyDown={step}>
        {names.map((name) => (
          <button
            type="button"
            role="tab"
            key={name}
            id={`tab-${name}`}
            aria-selected={name === page}
            aria-controls="page"
            tabIndex={name === page ? 0 : -1}
            onClick={() => open(name)}
          >
            {pageName(name)}
          </button>
        ))}
      </div>
      {trouble !== undefined && (
        <p class="notice" role="alert">
          ⚠ {trouble.message} {trouble.remedy}{' '}
          <button type="button" class="plain" onClick={() => send({ type: 'retry' })}>
            {t('Retry')}
          </button>
        </p>
      )}
      <p class={removed === undefined ? 'hidden' : 'notice done'} role="status" aria-live="polite">
        {removed !== undefined && (
          <>
            {removed.count === 1 ? t('One answer was removed.') : t('{0} answers were removed.', removed.count)}{' '}
            {removed.undo && (
              <button
                type="button"
                class="plain"
                onClick={() => {
                  change({ removed: undefined });
                  send({ type: 'undo' });
                }}
              >
                {t('Undo')}
              </button>
            )}
          </>
        )}
      </p>
      <div id="page" role="tabpanel" aria-labelledby={`tab-${page}`}>
        {page === 'overview' ? (
          <OverviewPage state={state} send={send} />
        ) : page === 'questions' ? (
          <QuestionsPage state={state} send={send} />
        ) : (
          <CachePage state={state} change={change} send={send} />
        )}
      </div>
    </>
  );
}

function pageName(name: PageName): string {
  const names: Readonly<Record<PageName, string>> = {
    overview: t('Figures'),
    questions: t('Questions'),
    cache: t('Cache'),
  };
  return names[name];
}
