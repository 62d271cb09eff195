import type { Trace } from '../../engine/domain/trace.ts';
import { formatMs } from '../format.ts';
import { t } from '../l10n.ts';
import { tellReason } from '../tell-reason.ts';
import { Attempts } from './attempts.tsx';
import { tierName } from './tier-name.ts';
import { Waterfall } from './waterfall.tsx';

/** The last questions; each opens to why it hit or missed and what its steps took. */
export function LastQuestions({ traces }: { readonly traces: readonly Trace[] }) {
  return (
    <section aria-label={t('Last questions')}>
      <h2>
        {t('Last questions')} <small>{t('newest first, at most 50')}</small>
      </h2>
      {traces.map((trace) => (
        <details key={trace.id}>
          <summary>
            <span class="outcome">{outcomeOf(trace)}</span>
            <span class="question">{addressed(trace)}</span>
            <span class="ms">{formatMs(trace.totalMs)}</span>
          </summary>
          <p>{tellReason(trace.reason)}</p>
          {trace.attempts !== undefined && <Attempts attempts={trace.attempts} />}
          <Waterfall trace={trace} />
        </details>
      ))}
    </section>
  );
}

/** With who answered in front, who may have been named in the question itself. */
function addressed({ agent, question }: Trace): string {
  return agent === '' || question.startsWith(`@${agent} `) ? question : `@${agent} ${question}`;
}

function outcomeOf({ outcome, tier }: Trace): string {
  if (outcome === 'hit') return `✓ ${tierName(tier)}`;
  if (outcome === 'miss') return `+ ${t('new')}`;
  return outcome === 'cancelled' ? `◌ ${t('stopped')}` : `✗ ${t('failed')}`;
}
