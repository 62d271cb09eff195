import type { TelemetrySnapshot } from '../../engine/domain/telemetry-snapshot.ts';
import { formatCount, formatMs, formatShare } from '../format.ts';
import { t } from '../l10n.ts';

/** The key figures, each with its unit, its sample and, below them, their window. */
export function Tiles({ snapshot }: { readonly snapshot: TelemetrySnapshot }) {
  const { asked, hits, owned, saved, windowMs } = snapshot;
  const took = (ms: number): string => (owned.count === 0 ? '–' : formatMs(ms));
  return (
    <section aria-label={t('Key figures')}>
      <dl class="tiles">
        <Tile
          label={t('Latency p50')}
          value={took(owned.p50)}
          note={t('p95 {0}, WEE’s own part, n = {1}', took(owned.p95), owned.count)}
        />
        <Tile label={t('Hit rate')} value={formatShare(hits, asked)} note={t('{0} of {1} questions', hits, asked)} />
        <Tile
          label={t('Saved')}
          value={t('{0} tokens', formatCount(saved.tokens))}
          note={t('estimated; {0} of answering, n = {1}', hits === 0 ? '–' : formatMs(saved.ms), hits)}
        />
      </dl>
      <small>{t('Of the last {0}, since the start or a reset of figures', formatMs(windowMs))}</small>
    </section>
  );
}

function Tile({ label, value, note }: { readonly label: string; readonly value: string; readonly note: string }) {
  return (
    <div class="tile">
      <dt>{label}</dt>
      <dd>
        <b>{value}</b>
        <small>{note}</small>
      </dd>
    </div>
  );
}
