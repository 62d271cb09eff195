import { useEffect, useRef } from 'preact/hooks';
import { formatBytes, formatCount, formatDate, formatMs } from '../../format.ts';
import { t } from '../../l10n.ts';
import { tellReason } from '../../tell-reason.ts';
import type { AnswerDetail } from '../protocol.ts';
import type { Send } from '../request.ts';

interface EntryDetailProps {
  readonly detail: AnswerDetail | undefined;
  readonly send: Send;
  readonly onFile: (path: string) => void;
  readonly onClose: () => void;
}

const standings = (): Readonly<Record<AnswerDetail['now']['standing'], string>> => ({
  valid: `✓ ${t('Would be served now')}`,
  stale: `✗ ${t('Would not be served now')}`,
  replaced: `✗ ${t('Replaced')}`,
  unknown: `? ${t('Compared when it is asked again')}`,
});

/** One kept answer: whether it stands and why, what it rests on, and its text. */
export function EntryDetail({ detail, send, onFile, onClose }: EntryDetailProps) {
  const section = useRef<HTMLElement>(null);
  const shown = detail?.entry.digest;
  // Below a long list nobody would see that it is there.
  useEffect(() => {
    if (shown === undefined) return;
    const top = section.current?.getBoundingClientRect().top ?? 0;
    if (top < 0 || top > window.innerHeight / 2) section.current?.scrollIntoView();
  }, [shown]);
  if (detail === undefined) return <section class="detail quiet">{t('Comparing with the workspace…')}</section>;
  const { entry, text, sources, now } = detail;
  const { digest, question, agent, backend, files, createdAt, usedAt, bytes, hits, savedMs, savedTokens, tiers } =
    entry;
  const lineOf = (path: string): number | undefined => sources.find((source) => source.path === path)?.line;
  return (
    <section
      ref={section}
      class="detail"
      aria-label={t('The answer')}
      onKeyDown={({ key }) => {
        if (key === 'Escape') onClose();
      }}
    >
      <h2 class="title">{question}</h2>
      <p class={`standing ${now.standing}`}>
        <b>{standings()[now.standing]}</b>: {tellReason(now.reason)}
      </p>
      <p class="quiet">
        {[
          `@${agent}`,
          backend,
          t('made {0}', formatDate(createdAt)),
          t('used {0}', formatDate(usedAt)),
          `${formatBytes(bytes)} ${tiers.includes('disk') ? t('on disk') : t('in memory only')}`,
          t('served {0} times', hits),
          ...(hits > 0 ? [t('saved {0} and {1} tokens (estimated)', formatMs(savedMs), formatCount(savedTokens))] : []),
        ].join(' · ')}
      </p>
      <div class="bar">
        <button type="button" onClick={() => send({ type: 'evict', digest })}>
          {t('Remove')}
        </button>
        <button type="button" class="secondary" onClick={() => send({ type: 'clear', filter: { agent } })}>
          {t('Remove all of @{0}…', agent)}
        </button>
        <button type="button" class="secondary" onClick={onClose}>
          {t('Close')}
        </button>
      </div>
      <h2>
        {t('Files')} <small>{t('{0} that it names', files.length)}</small>
      </h2>
      <ul>
        {files.map((path) => {
          const line = lineOf(path);
          return (
            <li key={path}>
              <button
                type="button"
                class="plain"
                onClick={() => send({ type: 'open', path, ...(line !== undefined && { line }) })}
              >
                {path}
              </button>
              <button
                type="button"
                class="plain small"
                title={t('Answers that name {0}', path)}
                onClick={() => onFile(path)}
              >
                {t('others of this file')}
              </button>
              <button
                type="button"
                class="plain small"
                title={t('Remove all answers that name {0}', path)}
                onClick={() => send({ type: 'clear', filter: { file: path } })}
              >
                {t('remove all of this file…')}
              </button>
            </li>
          );
        })}
      </ul>
      <h2>{t('Answer')}</h2>
      <pre>{text}</pre>
      <p class="quiet">
        {t('Prompt')} <code>{digest}</code>
      </p>
    </section>
  );
}
