import { LastQuestions } from '../../cards/last-questions.tsx';
import { t } from '../../l10n.ts';
import type { PageProps } from '../page-props.ts';
import { WhyForm } from './why-form.tsx';

/** Why a question would hit or miss, and why the last ones of this window did, with what their steps took. */
export function QuestionsPage({ state: { asked, why }, send }: Pick<PageProps, 'state' | 'send'>) {
  if (asked === undefined) return <p class="quiet">{t('Loading…')}</p>;
  const { traces, agents } = asked;
  return (
    <>
      <WhyForm agents={agents} why={why} send={send} />
      {traces.length === 0 ? (
        <p class="quiet">{t('Nothing has been asked in this window yet.')}</p>
      ) : (
        <LastQuestions traces={traces} />
      )}
    </>
  );
}
