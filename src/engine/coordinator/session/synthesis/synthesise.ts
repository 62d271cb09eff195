import { alex } from '../../../agents/seven/alex.ts';
import type { SessionStep } from '../../../domain/session.ts';
import { limits } from '../../../limits.ts';
import type { Journey } from '../journey.ts';
import { missingNote, renderSynthesis } from './render-synthesis.ts';
import { synthesiser, synthesisQuestion } from './synthesis-prompt.ts';

/** The synthesis: by the model where there is one; rendered from the steps where there is none, or where it fails. */
export async function synthesise(journey: Journey, steps: readonly SessionStep[]): Promise<string> {
  const { emit, question, model, signal, parts } = journey;
  const { agents, settings } = parts;
  const answered = steps.filter(({ status }) => status === 'answered');
  let text = '';
  const say = (part: string): void => {
    text += part;
    emit({ type: 'text', text: part });
  };
  const rendered = (): void => {
    for (const part of renderSynthesis(steps, agents())) say(`${part}\n\n`);
  };
  if (model === undefined) {
    rendered();
    return text;
  }
  emit({ type: 'status', message: 'alex puts it together' });
  const { focus: _focus, ...bare } = question;
  const asked = { ...bare, text: synthesisQuestion(question.text, answered).slice(0, limits.questionChars) };
  const how = { agent: synthesiser(alex), context: journey.nothing(), approve: async () => true };
  const outcome = await journey.ask(asked, how, settings().session.stepTimeoutMs, (event) => {
    if (event.type === 'text') say(event.text);
    else if (event.type === 'restart') say(`\n\n*${event.message}*\n\n`);
  });
  if (signal.aborted) return text;
  if (outcome.status !== 'answered' || outcome.fallback) {
    const why = outcome.failure?.message ?? 'stopped';
    say(`${text === '' ? '' : '\n\n'}*The synthesis by the model failed (${why}); here is what each agent found.*\n\n`);
    rendered();
    return text;
  }
  const unsaid = answered.filter(({ agent }) => !new RegExp(`@${agent}\\b`, 'i').test(text));
  if (unsaid.length > 0) say(`\n\n${renderSynthesis(unsaid, agents()).join('\n\n')}`);
  const missing = missingNote(steps);
  if (missing !== undefined) say(`\n\n${missing}`);
  return text;
}
