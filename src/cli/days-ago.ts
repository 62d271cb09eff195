/** An ISO day as people say it: `today`, `2 days ago`; from a day that lies ahead, the day itself. */
export function daysAgo(day: string, now: number): string {
  const days = Math.floor(now / 86_400_000) - Math.floor(Date.parse(`${day}T00:00:00Z`) / 86_400_000);
  if (Number.isNaN(days) || days < 0) return day;
  return days === 0 ? 'today' : days === 1 ? 'yesterday' : `${days} days ago`;
}
