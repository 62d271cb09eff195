import type { SkillInput } from '../../../domain/skill.ts';
import type { ProjectModule, ProjectModules } from './project-modules.ts';

/** Parts that are looked for. */
const MOST = 3;

/**
 * What of the project a question names, in its order: modules by their folder's last part, else chosen product files by their name
 * without its ending. A name that several have means the first of them.
 */
export function namedParts({ question, view, chosen }: SkillInput, modules: ProjectModules): readonly ProjectModule[] {
  const files = new Map<string, ProjectModule>();
  for (const path of chosen) {
    if (view.file(path)?.kind !== 'product' || path.endsWith('.d.ts')) continue;
    const stem = path
      .slice(path.lastIndexOf('/') + 1)
      .replace(/\.\w+$/, '')
      .toLowerCase();
    if (!files.has(stem)) files.set(stem, { folder: path, name: stem, paths: [path] });
  }
  const byName = new Map(
    modules.all.map((one) => [one.name.toLowerCase(), one]).reverse() as [string, ProjectModule][],
  );
  const found = new Set<ProjectModule>();
  for (const [word] of question.text
    .slice(0, 4_000)
    .toLowerCase()
    .matchAll(/[\p{L}_$][\p{L}\p{N}_$./-]*/gu)) {
    // A path means its last part, not every folder on the way.
    const last =
      word
        .replace(/[./-]+$/, '')
        .split('/')
        .at(-1) ?? '';
    const forms = [last, last.replace(/s$/, ''), `${last}s`, last.replace(/\.\w+$/, '')];
    const part = forms.map((form) => byName.get(form) ?? files.get(form)).find((one) => one !== undefined);
    if (part !== undefined && part.name.length >= 2) found.add(part);
    if (found.size >= MOST) break;
  }
  return [...found];
}
