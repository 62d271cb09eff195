import type { Skill, SkillInput } from '../../../domain/skill.ts';
import { codeSpan } from '../text/code-span.ts';
import { type DefinitionFit, definitionFits } from '../text/definition-fits.ts';

export interface Suspect extends DefinitionFit {
  readonly score: number;
}

/** Commits of the last 500 from which a file counts as often changed. */
const OFTEN = 8;
/** Fit below which nothing is a suspect, and what churn and being changed last add: enough to decide between equals. */
const LEAST = 0.12;
const CHURNED = 0.03;
const LAST = 0.02;

/** By question: several skills ask for them. */
const known = new WeakMap<SkillInput, readonly Suspect[]>();

/**
 * Definitions of the chosen files, by how well they fit the symptom; tests and examples come after the product. Of two that fit
 * alike the one in the often or last changed file is likelier (Nagappan and Ball 2005); churn counts in steps, so that one more
 * commit moves nothing.
 */
export function rankSuspects(input: SkillInput): readonly Suspect[] {
  const made = known.get(input) ?? rank(input);
  known.set(input, made);
  return made;
}

function rank(input: SkillInput): readonly Suspect[] {
  const { view } = input;
  const fits = definitionFits(input).filter(({ name, body }) => 0.5 * name + 0.5 * body >= LEAST);
  const [latest] = view.changes([...new Set(fits.map(({ definition }) => definition.path))], 1);
  return fits
    .map((one) => {
      const { path } = one.definition;
      const changed = (view.churn(path) >= OFTEN ? CHURNED : 0) + (latest?.paths.includes(path) ? LAST : 0);
      const fit = 0.5 * one.name + 0.5 * one.body + 0.25 / (one.rank + 1) + changed;
      return { ...one, score: (one.product ? 1 : 0.6) * fit };
    })
    .sort((a, b) => b.score - a.score || a.rank - b.rank || a.definition.line - b.definition.line);
}

/** Ranks suspects by symptom, recency and churn. */
export const suspects: Skill = {
  id: 'suspects',
  title: 'suspects by symptom',
  find(input) {
    const all = rankSuspects(input);
    const best = all[0]?.score ?? 0;
    return all
      .filter(({ score }) => score >= best / 2)
      .slice(0, 4)
      .map(({ definition: { path, name, kind, line, endLine, signature }, score, evidence }) => {
        const { words, line: telling } = evidence();
        const held = words.slice(0, 5).map((word) => codeSpan(word, 40));
        const fit =
          held.length === 0 ? 'fits the question by its name' : `fits the question: it has ${held.join(', ')}`;
        const quoted = telling === undefined ? '' : `\nline ${telling.at}: ${codeSpan(telling.text)}`;
        return {
          skill: 'suspects',
          title: `${codeSpan(name, 80)} (${kind}) in ${codeSpan(path)} ${fit}`,
          detail: `${codeSpan(signature)}${quoted}`,
          weight: Math.min(0.95, score + 0.2),
          sources: [{ path, line, endLine }],
        };
      });
  },
};
