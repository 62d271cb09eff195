import { useState } from 'preact/hooks';
import type { CacheWhy } from '../../../engine/domain/cache-entry.ts';
import { tierName } from '../../cards/tier-name.ts';
import { t } from '../../l10n.ts';
import { tellReason } from '../../tell-reason.ts';
import type { Send } from '../request.ts';

interface WhyFormProps {
  readonly agents: readonly string[];
  readonly why: CacheWhy | undefined;
  readonly send: Send;
}

/** Tells of a question, without asking it, whether it would hit and why. */
export function WhyForm({ agents, why, send }: WhyFormProps) {
  const [agent, setAgent] = useState('auto');
  const [question, setQuestion] = useState('');
  return (
    <section aria-label={t('Why a question hits or misses')}>
      <h2>
        {t('Hit or miss?')} <small>{t('nothing is asked')}</small>
      </h2>
      <form
        class="bar"
        onSubmit={(event) => {
          event.preventDefault();
          if (question.trim() !== '') send({ type: 'why', agent, question });
        }}
      >
        <select aria-label={t('Agent')} value={agent} onChange={({ currentTarget: { value } }) => setAgent(value)}>
          <option value="auto">{t('the fitting agent')}</option>
          {agents.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
        <input
          type="text"
          aria-label={t('Question')}
          placeholder={t('A question, as it would be asked')}
          value={question}
          onInput={({ currentTarget: { value } }) => setQuestion(value)}
        />
        <button type="submit">{t('Would it hit?')}</button>
      </form>
      {why !== undefined && (
        <p role="status" class={`standing ${why.tier === 'none' ? 'stale' : 'valid'}`}>
          <b>{why.tier === 'none' ? `✗ ${t('A miss')}` : `✓ ${t('A hit from {0}', tierName(why.tier))}`}</b>:{' '}
          {tellReason(why.reason)}
          <br />
          <small>
            {t(
              '@{0}, “{1}”; rests on {2}',
              why.agent,
              why.question,
              why.files.length === 0 ? t('no file') : why.files.join(', '),
            )}
          </small>
        </p>
      )}
    </section>
  );
}
