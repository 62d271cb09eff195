import type { TelemetrySnapshot } from '../engine/domain/telemetry-snapshot.ts';
import { formatCount, formatMs, formatShare } from './format.ts';
import { LastQuestions } from './last-questions.tsx';
import { LatencyChart } from './latency-chart.tsx';

interface PanelProps {
  readonly snapshot: TelemetrySnapshot;
  readonly folder: boolean;
  readonly trusted: boolean;
  readonly onAsk: () => void;
}

/** The performance panel. Every number has its unit, window and sample size. */
export function Panel({ snapshot, folder, trusted, onAsk }: PanelProps) {
  const { asked, hits, owned, saved, tiers, agents, pools, series, recent, firstToken, windowMs } = snapshot;
  const notices = [
    ...(folder ? [] : ['No folder is open: answers have nothing to rest on.']),
    ...(trusted ? [] : ['The workspace is not trusted: local analysis only, answers stay in memory.']),
    ...snapshot.notices,
  ];
  return (
    <>
      {notices.map((notice) => (
        <p class="notice" key={notice}>
          ⚠ {notice}
        </p>
      ))}
      {asked === 0 ? (
        <section class="empty">
          <p>
            Nothing has been asked yet. Ask about your code here, in chat with <b>@wee</b>, or at a selection.
          </p>
          <button type="button" onClick={onAsk}>
            Ask WEE
          </button>
        </section>
      ) : (
        <>
          <section class="tiles" aria-label="Key figures">
            <Tile
              label="Latency p50 / p95"
              value={`${formatMs(owned.p50)} / ${formatMs(owned.p95)}`}
              note={`WEE's own part, n = ${owned.count}`}
            />
            <Tile label="Hit rate" value={formatShare(hits, asked)} note={`${hits} of ${asked} questions`} />
            <Tile
              label="Saved"
              value={`${formatCount(saved.tokens)} tokens`}
              note={`estimated; ${formatMs(saved.ms)} of answering`}
            />
          </section>
          <h2>
            Latency <small>last {formatMs(windowMs)}</small>
          </h2>
          <LatencyChart points={series} />
          {firstToken.count > 0 && (
            <p class="quiet">
              First text of the model: p50 {formatMs(firstToken.p50)}, p95 {formatMs(firstToken.p95)} (n ={' '}
              {firstToken.count})
            </p>
          )}
          <h2>Cache</h2>
          <table>
            <thead>
              <tr>
                <th scope="col">tier</th>
                <th scope="col">hit rate</th>
                <th scope="col">answers</th>
                <th scope="col">size</th>
              </tr>
            </thead>
            <tbody>
              {tiers.map(({ tier, hits: found, misses, entries, bytes }) => (
                <tr key={tier}>
                  <th scope="row">{tier}</th>
                  <td>
                    {formatShare(found, found + misses)} <small>of {found + misses}</small>
                  </td>
                  <td>{formatCount(entries)}</td>
                  <td>{formatCount(Math.ceil(bytes / 1024))} KB</td>
                </tr>
              ))}
            </tbody>
          </table>
          <LastQuestions traces={recent} />
        </>
      )}
      <h2>Agents</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">agent</th>
            <th scope="col">asked</th>
            <th scope="col">p95</th>
            <th scope="col">state</th>
          </tr>
        </thead>
        <tbody>
          {agents.map(({ id, name, asked: questions, failed, inFlight, total }) => (
            <tr key={id}>
              <th scope="row">{name}</th>
              <td>{questions}</td>
              <td>{total.count === 0 ? '–' : formatMs(total.p95)}</td>
              <td>{inFlight > 0 ? `● ${inFlight} running` : failed > 0 ? `▲ ${failed} failed` : '○ idle'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <h2>Instances</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">instance</th>
            <th scope="col">in flight</th>
            <th scope="col">served</th>
            <th scope="col">failed</th>
          </tr>
        </thead>
        <tbody>
          {pools
            .flatMap(({ instances }) => instances)
            .map(({ id, label, inFlight, limit, served, failed }) => (
              <tr key={id}>
                <th scope="row" title={label}>
                  {id}
                </th>
                <td>
                  {inFlight} of {limit}
                </td>
                <td>{served}</td>
                <td>{failed}</td>
              </tr>
            ))}
        </tbody>
      </table>
      <p class="hidden" role="status" aria-live="polite">
        {asked} questions, {formatShare(hits, asked)} from cache
      </p>
    </>
  );
}

function Tile({ label, value, note }: { readonly label: string; readonly value: string; readonly note: string }) {
  return (
    <div class="tile">
      <span>{label}</span>
      <b>{value}</b>
      <small>{note}</small>
    </div>
  );
}
