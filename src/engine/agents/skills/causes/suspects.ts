import { inertText } from '../../../domain/inert-text.ts';
import type { Definition } from '../../../domain/project-view.ts';
import type { Skill, SkillInput } from '../../../domain/skill.ts';
import { codeSpan } from '../text/code-span.ts';
import { nameMatch, questionWords } from '../text/question-words.ts';

/** Files looked through, and lines of a definition. */
const FILES = 8;
const LINES = 200;

export interface Suspect {
  readonly definition: Definition;
  readonly score: number;
  /** Words of the question that its lines hold. */
  readonly words: readonly string[];
}

/** Definitions of the chosen files, by how well they fit the symptom; tests and examples come after the product. */
export function rankSuspects({ question, view, chosen }: SkillInput): readonly Suspect[] {
  const words = questionWords(question.text);
  const kinds = new Map(view.files().map(({ path, kind }) => [path, kind]));
  return chosen
    .slice(0, FILES)
    .flatMap((path, rank) => {
      const lines = (view.read(path) ?? '').toLowerCase().split('\n');
      const share = kinds.get(path) === 'product' ? 1 : 0.6;
      return view.definitions({ path }).flatMap((definition) => {
        if (definition.kind === 'constant') return [];
        const body = lines.slice(definition.line - 1, Math.min(definition.endLine, definition.line + LINES)).join('\n');
        const mentioned = [...words].filter((word) => body.includes(word));
        const name = nameMatch(definition.name, words);
        const fit = 0.5 * name + (0.35 * mentioned.length) / Math.max(1, words.size);
        // A file's rank alone makes no suspect.
        return fit < 0.15 ? [] : [{ definition, score: share * (fit + 0.15 / (rank + 1)), words: mentioned }];
      });
    })
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
      .map(({ definition: { path, name, kind, line, endLine, signature }, score, words }) => {
        const [latest] = input.view.changes([path], 1);
        const changed =
          latest === undefined ? '' : `; its file last changed ${latest.day}: ${inertText(latest.subject, 80)}`;
        const fit =
          words.length === 0
            ? 'fits the question by its name'
            : `fits the question: it has ${words
                .slice(0, 5)
                .map((word) => codeSpan(word, 40))
                .join(', ')}`;
        return {
          skill: 'suspects',
          title: `${codeSpan(name, 80)} (${kind}) in ${codeSpan(path)} ${fit}`,
          detail: `${codeSpan(signature)}${changed}`,
          weight: Math.min(0.95, score),
          sources: [{ path, line, endLine }],
        };
      });
  },
};
