import { AgentsTable } from '../cards/agents-table.tsx';
import { Alerts } from '../cards/alerts.tsx';
import { Decisions } from '../cards/decisions.tsx';
import { InstancesTable } from '../cards/instances-table.tsx';
import { LastQuestions } from '../cards/last-questions.tsx';
import { ResourcesTable } from '../cards/resources-table.tsx';
import { Spending } from '../cards/spending.tsx';
import { TiersTable } from '../cards/tiers-table.tsx';
import { Tiles } from '../cards/tiles.tsx';
import { LatencyChart } from '../chart/latency-chart.tsx';
import { formatBytes, formatCount, formatMs } from '../format.ts';
import { t } from '../l10n.ts';
import { Announcement } from './announcement.tsx';
import { Empty } from './empty.tsx';
import { IndexProgress } from './index-progress.tsx';
import { Notices } from './notices.tsx';
import type { IndexView, PanelModel, PanelRequest } from './protocol.ts';

interface PanelProps {
  readonly model: PanelModel;
  readonly send: (request: PanelRequest) => void;
}

/** The performance panel. Every number has its unit, window and sample size. */
export function Panel({ model, send }: PanelProps) {
  const { snapshot, index, folder } = model;
  const { asked, hits, firstToken, series, tiers, agents, pools, resources, decisions, recent, spend } = snapshot;
  return (
    <>
      <Alerts alerts={snapshot.alerts} />
      <Notices model={model} send={send} />
      <IndexProgress index={index} />
      {asked === 0 ? (
        <Empty folder={folder} send={send} />
      ) : (
        <>
          <Tiles snapshot={snapshot} />
          <LatencyChart points={series} now={snapshot.at} />
          {firstToken.count > 0 && (
            <p class="quiet">
              {t(
                'First text of who answers, not WEE’s part: p50 {0}, p95 {1}, n = {2}',
                formatMs(firstToken.p50),
                formatMs(firstToken.p95),
                firstToken.count,
              )}
            </p>
          )}
          <TiersTable tiers={tiers} />
          <Spending spend={spend} />
          <LastQuestions traces={recent} />
        </>
      )}
      {folder && (
        <>
          <AgentsTable agents={agents} />
          <InstancesTable pools={pools} />
          <ResourcesTable resources={resources} />
          <Decisions decisions={decisions} />
          <p class="quiet">{describeIndex(index)}</p>
        </>
      )}
      <Announcement asked={asked} hits={hits} />
    </>
  );
}

function describeIndex({ files, unparsed, bytes }: IndexView): string {
  const known = t('Index: {0} files, {1}', formatCount(files), formatBytes(bytes));
  return unparsed === 0 ? known : `${known} · ${t('code of {0} still to be read', formatCount(unparsed))}`;
}
