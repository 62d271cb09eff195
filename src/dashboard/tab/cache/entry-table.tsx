import type { CacheEntry } from '../../../engine/domain/cache-entry.ts';
import { formatAge, formatBytes, formatCount, formatMs } from '../../format.ts';

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
      <section class="empty">
        <p>{filtered ? 'No kept answer fits.' : 'No answer is kept yet: the first question makes one.'}</p>
        {!filtered && (
          <button type="button" onClick={onAsk}>
            Ask WEE
          </button>
        )}
      </section>
    );
  }
  return (
    <table class="entries" aria-label={`${entries.length} answers, the last used first`}>
      <thead>
        <tr>
          <th scope="col">question</th>
          <th scope="col">agent</th>
          <th scope="col">files</th>
          <th scope="col">age</th>
          <th scope="col">size</th>
          <th scope="col">hits</th>
          <th scope="col">saved</th>
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
            <td title={new Date(createdAt).toLocaleString()}>{formatAge(Date.now() - createdAt)}</td>
            <td title={tiers.includes('disk') ? 'on disk' : 'in memory only'}>
              {formatBytes(bytes)}
              {tiers.includes('disk') ? '' : ' ⚡'}
            </td>
            <td>{formatCount(hits)}</td>
            <td title="time of answering, and tokens (estimated)">
              {hits === 0 ? '–' : `${formatMs(savedMs)}, ${formatCount(savedTokens)} tokens`}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
