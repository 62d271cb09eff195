import type { AgentStats } from '../../engine/domain/telemetry-snapshot.ts';
import { formatMs } from '../format.ts';
import { t } from '../l10n.ts';

/** Each agent with what it was asked, how long its answers took, and how it is. */
export function AgentsTable({ agents }: { readonly agents: readonly AgentStats[] }) {
  return (
    <table>
      <caption>{t('Agents')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('agent')}</th>
          <th scope="col">{t('asked')}</th>
          <th scope="col">{t('p95')}</th>
          <th scope="col">{t('state')}</th>
        </tr>
      </thead>
      <tbody>
        {agents.map(({ id, name, asked, failed, inFlight, total }) => (
          <tr key={id}>
            <th scope="row">{name}</th>
            <td>{asked}</td>
            <td>{total.count === 0 ? '–' : formatMs(total.p95)}</td>
            <td>
              {inFlight > 0
                ? `● ${t('{0} running', inFlight)}`
                : failed > 0
                  ? `▲ ${t('{0} failed', failed)}`
                  : `○ ${t('idle')}`}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
