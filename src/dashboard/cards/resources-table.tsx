import type { ResourceStats } from '../../engine/domain/resource-stats.ts';
import { formatBytes, formatCount } from '../format.ts';
import { t } from '../l10n.ts';

/** What the engine scales by itself: how much of what it has now is used, between which bounds, and who waits. */
export function ResourcesTable({ resources }: { readonly resources: readonly ResourceStats[] }) {
  if (resources.length === 0) return null;
  return (
    <table>
      <caption>{t('Resources')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('resource')}</th>
          <th scope="col">{t('used')}</th>
          <th scope="col" class="wide">
            {t('bounds')}
          </th>
          <th scope="col">{t('waiting')}</th>
        </tr>
      </thead>
      <tbody>
        {resources.map(({ id, unit, capacity, warming, least, most, used, reserved, waiting }) => {
          const amount = unit === 'bytes' ? formatBytes : formatCount;
          return (
            <tr key={id}>
              <th scope="row">{resourceName(id)}</th>
              <td>
                {t('{0} of {1}', amount(used + reserved), amount(capacity))}
                {warming > 0 && ` ↑ ${amount(warming)}`}
              </td>
              <td class="wide">
                {amount(least)}–{amount(most)}
              </td>
              <td>{waiting}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function resourceName(id: string): string {
  const names: Readonly<Record<string, string>> = {
    'agent lanes': t('agent lanes'),
    compute: t('compute'),
    memory: t('memory'),
    storage: t('storage'),
  };
  return names[id] ?? id;
}
