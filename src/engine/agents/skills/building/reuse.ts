import type { Skill } from '../../../domain/skill.ts';
import { codeSpan } from '../text/code-span.ts';
import { nameMatch, questionWords } from '../text/question-words.ts';

/** Similar code to reuse: definitions whose names fit what is to be built. */
export const reuse: Skill = {
  id: 'reuse',
  title: 'similar code to reuse',
  find({ question, view, chosen }) {
    const words = questionWords(question.text);
    const kinds = new Map(view.files().map(({ path, kind }) => [path, kind]));
    return chosen
      .filter((path) => kinds.get(path) === 'product')
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
        title: `${codeSpan(name, 80)} in ${codeSpan(path)} is near by its name: reuse or extend it`,
        detail: codeSpan(signature),
        weight: 0.8 * score,
        sources: [{ path, line, endLine }],
      }));
  },
};
