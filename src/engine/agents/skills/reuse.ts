import type { Skill } from '../../domain/skill.ts';
import { nameMatch, questionWords } from './question-words.ts';

/** Similar code to reuse: definitions whose names fit what is to be built. */
export const reuse: Skill = {
  id: 'reuse',
  title: 'similar code to reuse',
  find({ question, view, chosen }) {
    const words = questionWords(question.text);
    return chosen
      .slice(0, 10)
      .flatMap((path) => view.definitions({ path }))
      .map((definition) => ({ definition, score: nameMatch(definition.name, words) }))
      .filter(({ score }) => score >= 0.4)
      .sort(
        (a, b) =>
          b.score - a.score ||
          (a.definition.path < b.definition.path ? -1 : 1) ||
          a.definition.line - b.definition.line,
      )
      .slice(0, 4)
      .map(({ definition: { path, name, line, endLine, signature }, score }) => ({
        skill: 'reuse',
        title: `\`${name}\` in \`${path}\` does something near: reuse or extend it`,
        detail: `\`${signature.replaceAll('`', "'").slice(0, 120)}\``,
        weight: score,
        sources: [{ path, line, endLine }],
      }));
  },
};
