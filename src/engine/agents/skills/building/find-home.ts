import type { Definition } from '../../../domain/project-view.ts';
import type { SkillInput } from '../../../domain/skill.ts';
import { type DefinitionFit, definitionFits } from '../text/definition-fits.ts';
import { questionWords } from '../text/question-words.ts';
import { splitName } from '../text/split-name.ts';

/** The product file in which a change belongs, and the definition that it belongs beside. */
export interface Home {
  readonly path: string;
  readonly nearest: DefinitionFit | undefined;
}

/** Files looked through. */
const FILES = 10;
/** What standing on the object that the question names adds: `res.teapot` belongs where `res.send` is. */
const SAME_OBJECT = 0.35;

/** By how well a file's best definition fits, by its path, and by its rank. */
export function findHome(input: SkillInput): Home | undefined {
  const { question, view, chosen } = input;
  const words = questionWords(question.text);
  const objects = [...question.text.slice(0, 4_000).matchAll(/\b([A-Za-z_$][\w$]*)\.[A-Za-z_$][\w$]*/g)].map(
    ([, name]) => name ?? '',
  );
  const fits = definitionFits(input).map((one) => ({
    one,
    fit: 0.5 * one.name + 0.5 * one.body + (objects.some((name) => standsOn(one.definition, name)) ? SAME_OBJECT : 0),
  }));
  return chosen
    .filter((path) => view.file(path)?.kind === 'product' && !path.endsWith('.d.ts'))
    .slice(0, FILES)
    .map((path, rank) => {
      const [best] = fits
        .filter(({ one, fit }) => one.definition.path === path && fit >= 0.15)
        .sort((a, b) => b.fit - a.fit || a.one.definition.line - b.one.definition.line);
      const named = splitName(path).filter((word) => words.has(word)).length;
      const score = (best?.fit ?? 0) + 0.1 * Math.min(2, named) + 0.25 / (rank + 1);
      return { path, nearest: best?.one, score };
    })
    .sort((a, b) => b.score - a.score || (a.path < b.path ? -1 : 1))[0];
}

/** Whether a definition is a member of an object or a type of this name: `res.send = …`, a method of `Res`, `func (c *Context)`. */
function standsOn({ signature }: Definition, name: string): boolean {
  return (
    signature.startsWith(`${name}.`) ||
    signature.startsWith(`${name}.prototype.`) ||
    new RegExp(`^func \\(\\w+ \\*?${name.replaceAll('$', '\\$')}\\)`, 'i').test(signature)
  );
}
