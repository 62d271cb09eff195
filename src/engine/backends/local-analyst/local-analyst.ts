import { cancelled } from '../../errors.ts';
import type { Backend } from '../../ports/backend.ts';
import { renderAnswer } from './render-answer.ts';

/**
 * The embedded default: renders what the agent's skills found as the answer, without a model or a network. A pure function of
 * the prompt. Raise the number in `answerClass` when the rendering changes, so that no old answer is served for a new one.
 */
export function createLocalAnalyst(): Backend {
  return {
    id: 'local',
    label: 'local analysis, no language model',
    answerClass: 'local-analyst/8',
    remote: false,
    async *generate(prompt, signal) {
      const { paragraphs, sources } = renderAnswer(prompt);
      for (const paragraph of paragraphs) {
        if (signal.aborted) throw cancelled();
        yield { type: 'text', text: `${paragraph}\n\n` };
      }
      for (const { proposes, excerpt } of prompt.context.findings) {
        if (proposes === undefined || excerpt === undefined) continue;
        const { path, after = 0 } = proposes;
        const text = after === 0 ? `${excerpt.text}\n` : `\n${excerpt.text}\n`;
        yield { type: 'edit', edit: { path, from: after + 1, to: after, text } };
      }
      for (const source of sources) yield { type: 'source', source };
      yield { type: 'end', finish: 'stop' };
    },
  };
}
