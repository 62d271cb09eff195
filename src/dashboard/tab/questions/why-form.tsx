import { useState } from 'preact/hooks';
import type { CacheWhy } from '../../../engine/domain/cache-entry.ts';
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
    <section aria-label="Why a question hits or misses">
      <h2>
        Hit or miss? <small>nothing is asked</small>
      </h2>
      <form
        class="bar"
        onSubmit={(event) => {
          event.preventDefault();
          if (question.trim() !== '') send({ type: 'why', agent, question });
        }}
      >
        <select aria-label="Agent" value={agent} onChange={({ currentTarget: { value } }) => setAgent(value)}>
          <option value="auto">the fitting agent</option>
          {agents.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
        <input
          type="text"
          aria-label="Question"
          placeholder="A question, as it would be asked"
          value={question}
          onInput={({ currentTarget: { value } }) => setQuestion(value)}
        />
        <button type="submit">Would it hit?</button>
      </form>
      {why !== undefined && (
        <p role="status" class={`standing ${why.tier === 'none' ? 'stale' : 'valid'}`}>
          <b>{why.tier === 'none' ? '✗ A miss' : `✓ A hit from ${why.tier}`}</b>: {why.reason}
          <br />
          <small>
            @{why.agent}, “{why.question}”; rests on {why.files.length === 0 ? 'no file' : why.files.join(', ')}
          </small>
        </p>
      )}
    </section>
  );
}
