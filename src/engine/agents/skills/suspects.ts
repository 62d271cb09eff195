import type { Definition } from '../../domain/project-view.ts';
import type { Skill, SkillInput } from '../../domain/skill.ts';
import { nameMatch, questionWords } from './question-words.ts';

/** Definitions of the chosen files, by how well they fit the symptom; the churn of the file breaks ties. */
export function rankSuspects({
  question,
  view,
  chosen,
}: SkillInput): { readonly definition: Definition; readonly score: number }[] {
  const words = questionWords(question.text);
  return chosen
    .slice(0, 8)
    .flatMap((path, rank) =>
      view.definitions({ path }).map((definition) => {
        const lines = (view.read(path) ?? '')
          .split('\n')
          .slice(definition.line - 1, Math.min(definition.endLine, definition.line + 200));
        const body = lines.join('\n').toLowerCase();
        const mentioned = [...words].filter((word) => body.includes(word)).length / Math.max(1, words.size);
        const score = 0.5 * nameMatch(definition.name, words) + 0.35 * mentioned + 0.15 / (rank + 1);
        return { definition, score };
      }),
    )
    .filter(({ definition, score }) => definition.kind !== 'constant' && score > 0.2)
    .sort(
      (a, b) =>
        b.score - a.score ||
        view.churn(b.definition.path) - view.churn(a.definition.path) ||
        a.definition.line - b.definition.line,
    );
}

/** Ranks suspects by symptom, recency and churn. */
export const suspects: Skill = {
  id: 'suspects',
  title: 'suspects by symptom',
  find(input) {
    return rankSuspects(input)
      .slice(0, 4)
      .map(({ definition: { path, name, kind, line, endLine, signature }, score }) => {
        const [latest] = input.view.changes([path], 1);
        const changed = latest === undefined ? '' : `; its file last changed ${latest.day} (${latest.subject})`;
        return {
          skill: 'suspects',
          title: `\`${name}\` (${kind}) in \`${path}\` fits the symptom`,
          detail: `\`${signature.replaceAll('`', "'").slice(0, 120)}\`${changed}`,
          weight: Math.min(0.95, score),
          sources: [{ path, line, endLine }],
        };
      });
  },
};
