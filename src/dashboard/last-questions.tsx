import type { Trace } from '../engine/domain/trace.ts';
import { formatMs } from './format.ts';

/** The last questions; each opens to why it hit or missed and what its steps took. */
export function LastQuestions({ traces }: { readonly traces: readonly Trace[] }) {
  return (
    <section aria-label="Last questions">
      <h2>
        Last questions <small>newest first, at most 50</small>
      </h2>
      {traces.map((trace) => (
        <details key={trace.id}>
          <summary>
            <span class="outcome">
              {trace.outcome === 'hit' ? `✓ ${trace.tier}` : trace.outcome === 'miss' ? '+ new' : `✗ ${trace.outcome}`}
            </span>
            <span class="question">
              {trace.agent === '' ? '' : `@${trace.agent} `}
              {trace.question}
            </span>
            <span class="ms">{formatMs(trace.totalMs)}</span>
          </summary>
          <p>{trace.reason}</p>
          <table>
            <tbody>
              {Object.entries(trace.steps).map(([step, ms]) => (
                <tr key={step}>
                  <th scope="row">{step}</th>
                  <td>
                    <meter min={0} max={Math.max(trace.totalMs, 0.001)} value={ms} aria-label={`${step} share`} />
                  </td>
                  <td>{formatMs(ms)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      ))}
    </section>
  );
}
