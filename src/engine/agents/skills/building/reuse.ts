import type { Skill } from '../../../domain/skill.ts';
import { codeSpan } from '../text/code-span.ts';
import { definitionFits } from '../text/definition-fits.ts';
import { findHome } from './find-home.ts';

/** Similar code to reuse: definitions whose names fit what is to be built, those that also work on its matter first. */
export const reuse: Skill = {
  id: 'reuse',
  title: 'similar code to reuse',
  find(input) {
    const told = findHome(input)?.nearest?.definition;
    return definitionFits(input)
      .filter(({ definition }) => definition !== told)
      .filter(({ product, name }) => product && name >= 0.15)
      .map((one) => ({ ...one, score: 0.5 * one.name + 0.5 * one.body }))
      .sort((a, b) => b.score - a.score || a.rank - b.rank || a.definition.line - b.definition.line)
      .slice(0, 4)
      .map(({ definition: { path, name, line, endLine, signature }, score, evidence }) => {
        const words = evidence()
          .words.slice(0, 3)
          .map((word) => codeSpan(word, 40));
        const near = words.length > 0 ? ` (${words.join(', ')})` : ' by its name';
        return {
          skill: 'reuse',
          title: `${codeSpan(name, 80)} in ${codeSpan(path)} is near${near}: reuse or extend it`,
          detail: codeSpan(signature),
          weight: 0.35 + 0.4 * score,
          sources: [{ path, line, endLine }],
        };
      });
  },
};
