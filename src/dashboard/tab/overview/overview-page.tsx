import { AgentsTable } from '../../cards/agents-table.tsx';
import { Alerts } from '../../cards/alerts.tsx';
import { Decisions } from '../../cards/decisions.tsx';
import { InstancesTable } from '../../cards/instances-table.tsx';
import { ResourcesTable } from '../../cards/resources-table.tsx';
import { Spending } from '../../cards/spending.tsx';
import { TiersTable } from '../../cards/tiers-table.tsx';
import { Tiles } from '../../cards/tiles.tsx';
import { LatencyChart } from '../../chart/latency-chart.tsx';
import { ServedChart } from '../../chart/served-chart.tsx';
import { t } from '../../l10n.ts';
import type { PageProps } from '../page-props.ts';
import { PercentilesTable } from './percentiles-table.tsx';
import { Throughput } from './throughput.tsx';

/** All figures of this window: latency and answers over time, tiers, agents, who answers, what the engine decided by itself. */
export function OverviewPage({ state: { figures }, send }: Pick<PageProps, 'state' | 'send'>) {
  if (figures === undefined) return <p class="quiet">{t('Loading…')}</p>;
  const { snapshot } = figures;
  const { at, asked, series, tiers, agents, pools, resources, decisions, spend, notices } = snapshot;
  return (
    <>
      <Alerts alerts={snapshot.alerts} />
      {notices.map((notice) => (
        <p class="notice" key={notice}>
          ⚠ {notice}
        </p>
      ))}
      {asked === 0 ? (
        <div class="state">
          <p>{t('Nothing has been asked in this window yet.')}</p>
          <button type="button" onClick={() => send({ type: 'ask' })}>
            {t('Ask WEE')}
          </button>
        </div>
      ) : (
        <>
          <Tiles snapshot={snapshot} />
          <div class="columns">
            <LatencyChart points={series} now={at} />
            <ServedChart points={series} now={at} />
          </div>
          <div class="columns">
            <PercentilesTable snapshot={snapshot} />
            <Throughput snapshot={snapshot} />
          </div>
        </>
      )}
      <div class="columns">
        <TiersTable tiers={tiers} />
        <AgentsTable agents={agents} />
        <InstancesTable pools={pools} />
        <ResourcesTable resources={resources} />
      </div>
      <Decisions decisions={decisions} shown={50} />
      <Spending spend={spend} />
    </>
  );
}
