import { LatencyChart } from '../chart/latency-chart.tsx';
import { formatBytes, formatCount, formatMs } from '../format.ts';
import { t } from '../l10n.ts';
import type { IndexView, PanelModel, PanelRequest } from '../protocol.ts';
import { AgentsTable } from './agents-table.tsx';
import { Alerts } from './alerts.tsx';
import { Announcement } from './announcement.tsx';
import { Decisions } from './decisions.tsx';
import { Empty } from './empty.tsx';
import { IndexProgress } from './index-progress.tsx';
import { InstancesTable } from './instances-table.tsx';
import { LastQuestions } from './last-questions.tsx';
import { Notices } from './notices.tsx';
import { ResourcesTable } from './resources-table.tsx';
import { Spending } from './spending.tsx';
import { TiersTable } from './tiers-table.tsx';
import { Tiles } from './tiles.tsx';

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
