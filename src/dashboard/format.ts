import { language, t } from './l10n.ts';

/** A duration for people: `0.40 ms`, `1.5 ms`, `12 ms`, `3.2 s`, `5 min`, `2.5 h`. The unit follows the rounded figure. */
export function formatMs(ms: number): string {
  if (ms < 0.995) return `${fixed(ms, 2)} ms`;
  if (ms < 9.95) return `${fixed(ms, 1)} ms`;
  if (ms < 999.5) return `${fixed(ms, 0)} ms`;
  if (ms < 99_950) return `${fixed(ms / 1_000, 1)} s`;
  if (ms < 5_970_000) return `${fixed(ms / 60_000, 0)} min`;
  return `${fixed(ms / 3_600_000, 1)} h`;
}

/** A whole ten of ms on an axis: `0.1 ms`, `100 ms`, `10 s`. */
export function formatTick(ms: number): string {
  return ms < 1_000 ? `${ms.toLocaleString(language)} ms` : `${(ms / 1_000).toLocaleString(language)} s`;
}

/** A share in percent, `–` of nothing. */
export function formatShare(part: number, whole: number): string {
  return whole === 0 ? '–' : `${fixed((part / whole) * 100, 0)}%`;
}

/** A large number for people: `950`, `12k`, `3.4M`. */
export function formatCount(count: number): string {
  if (count >= 999_500) return `${fixed(count / 1e6, 1)}M`;
  return count >= 10_000 ? `${fixed(count / 1_000, 0)}k` : count.toLocaleString(language);
}

/** Money in the currency of the prices that are set: three digits that count, two decimals at least. */
export function formatCost(cost: number): string {
  const decimals = cost === 0 ? 2 : Math.min(8, Math.max(2, 2 - Math.floor(Math.log10(Math.abs(cost)))));
  return cost.toLocaleString(language, { minimumFractionDigits: 2, maximumFractionDigits: decimals });
}

/** A time of day: `14:05`, with seconds where it matters. */
export function formatTime(at: number, seconds = false): string {
  return new Date(at).toLocaleTimeString(language, { timeStyle: seconds ? 'medium' : 'short' });
}

/** A size for people, which no line breaks: `512 B`, `4 KB`, `8 MB`, `1.5 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1_024) return `${fixed(bytes, 0)}\u00a0B`;
  if (bytes < 1_048_576) return `${fixed(bytes / 1_024, 0)}\u00a0KB`;
  const tenths = Math.round((bytes / 1_048_576) * 10);
  return `${fixed(tenths / 10, tenths % 10 === 0 ? 0 : 1)}\u00a0MB`;
}

/** Date and time. */
export function formatDate(at: number): string {
  return new Date(at).toLocaleString(language, { dateStyle: 'medium', timeStyle: 'short' });
}

/** An age for people, whole units: `now`, `5 min`, `3 h`, `12 d`. */
export function formatAge(ms: number): string {
  if (ms < 60_000) return t('now');
  if (ms < 3_600_000) return `${Math.floor(ms / 60_000)} min`;
  return ms < 86_400_000 ? `${Math.floor(ms / 3_600_000)} h` : `${Math.floor(ms / 86_400_000)} d`;
}

function fixed(value: number, digits: number): string {
  return value.toLocaleString(language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
}
