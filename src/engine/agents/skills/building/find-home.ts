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

/** By question: several skills ask for it. */
const known = new WeakMap<SkillInput, { readonly home: Home | undefined }>();

/** By how well a file's best definition fits, by its path, and by its rank. */
export function findHome(input: SkillInput): Home | undefined {
  const made = known.get(input) ?? { home: find(input) };
  known.set(input, made);
  return made.home;
}

function find(input: SkillInput): Home | undefined {
  const { question, view, chosen } = input;
  const words = questionWords(question.text);
  const objects = [...question.text.slice(0, 4_000).matchAll(/\b([A-Za-z_$][\w$]*)\.[A-Za-z_$][\w$]*/g)].map(
    ([, name]) => memberOf(name ?? ''),
  );
  const best = new Map<string, { readonly one: DefinitionFit; readonly fit: number }>();
  for (const one of definitionFits(input)) {
    const { path, line } = one.definition;
    const fit = 0.5 * one.name + 0.5 * one.body + (objects.some((has) => has(one.definition)) ? SAME_OBJECT : 0);
    const before = best.get(path);
    if (fit < 0.15 || (before !== undefined && fit < before.fit)) continue;
    if (before === undefined || fit > before.fit || line < before.one.definition.line) best.set(path, { one, fit });
  }
  return chosen
    .filter((path) => view.file(path)?.kind === 'product' && !path.endsWith('.d.ts'))
    .slice(0, FILES)
    .map((path, rank) => {
      const named = splitName(path).filter((word) => words.has(word)).length;
      const score = (best.get(path)?.fit ?? 0) + 0.1 * Math.min(2, named) + 0.25 / (rank + 1);
      return { path, nearest: best.get(path)?.one, score };
    })
    .sort((a, b) => b.score - a.score || (a.path < b.path ? -1 : 1))[0];
}

/** Tells whether a definition is a member of an object or a type of this name: `res.send = …`, a method of `Res`, `func (c *Context)`. */
function memberOf(name: string): (definition: Definition) => boolean {
  const method = new RegExp(`^func \\(\\w+ \\*?${name.replaceAll('$', '\\$')}\\)`, 'i');
  return ({ signature }) =>
    signature.startsWith(`${name}.`) || signature.startsWith(`${name}.prototype.`) || method.test(signature);
}
