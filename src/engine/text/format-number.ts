/**
 * A number as English texts write it, with commas between thousands: `16,500`. `Intl` would take some 12 ms of the editor's thread
 * at its first use.
 * @param decimals how many are written; none if not given.
 */
export function formatNumber(value: number, decimals = 0): string {
  const [whole = '', rest] = value.toFixed(decimals).split('.');
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, ',');
  return rest === undefined ? grouped : `${grouped}.${rest}`;
}
