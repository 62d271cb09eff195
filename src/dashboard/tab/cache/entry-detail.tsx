import { formatBytes, formatMs } from '../../format.ts';
import type { AnswerDetail } from '../protocol.ts';
import type { Send } from '../request.ts';

interface EntryDetailProps {
  readonly detail: AnswerDetail | undefined;
  readonly send: Send;
  readonly onFile: (path: string) => void;
  readonly onClose: () => void;
}

const STANDING = {
  valid: '✓ Would be served now',
  stale: '✗ Would not be served now',
  replaced: '✗ Replaced',
  unknown: '? Compared when it is asked again',
} as const;

/** One kept answer: whether it stands and why, what it rests on, and its text. */
export function EntryDetail({ detail, send, onFile, onClose }: EntryDetailProps) {
  if (detail === undefined) return <section class="detail quiet">Comparing with the workspace…</section>;
  const { entry, text, sources, now } = detail;
  const { digest, question, agent, backend, files, createdAt, usedAt, bytes, hits, savedMs, savedTokens, tiers } =
    entry;
  const lineOf = (path: string): number | undefined => sources.find((source) => source.path === path)?.line;
  return (
    <section
      class="detail"
      aria-label="The answer"
      onKeyDown={({ key }) => {
        if (key === 'Escape') onClose();
      }}
    >
      <h2 class="title">{question}</h2>
      <p class={`standing ${now.standing}`}>
        <b>{STANDING[now.standing]}</b>: {now.reason}
      </p>
      <p class="quiet">
        @{agent} · {backend} · made {new Date(createdAt).toLocaleString()} · used {new Date(usedAt).toLocaleString()} ·{' '}
        {formatBytes(bytes)} {tiers.includes('disk') ? 'on disk' : 'in memory only'} · served {hits} times
        {hits > 0 && `, which saved ${formatMs(savedMs)} and ${savedTokens.toLocaleString('en')} tokens (estimated)`}
      </p>
      <div class="bar">
        <button type="button" onClick={() => send({ type: 'evict', digest })}>
          Remove
        </button>
        <button type="button" class="secondary" onClick={() => send({ type: 'clear', filter: { agent } })}>
          Remove all of @{agent}…
        </button>
        <button type="button" class="secondary" onClick={onClose}>
          Close
        </button>
      </div>
      <h2>
        Files <small>{files.length} that it names</small>
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
                title={`Answers that name ${path}`}
                onClick={() => onFile(path)}
              >
                others of this file
              </button>
              <button
                type="button"
                class="plain small"
                title={`Remove all answers that name ${path}`}
                onClick={() => send({ type: 'clear', filter: { file: path } })}
              >
                remove all of this file…
              </button>
            </li>
          );
        })}
      </ul>
      <h2>Answer</h2>
      <pre>{text}</pre>
      <p class="quiet">
        Prompt <code>{digest}</code>
      </p>
    </section>
  );
}
