import type { ProjectView } from '../../../domain/project-view.ts';
import type { Skill } from '../../../domain/skill.ts';
import { codeSpan } from '../text/code-span.ts';

/** Steps in which files are counted: one more import somewhere changes no answer until it reaches the next step. */
const STEPS = [10, 20, 40, 80, 160] as const;
const FILES = 8;
const TOLD = 3;

/** Fan-in and fan-out of the chosen files (Henry and Kafura 1981): what many files rest on, and what rests on many. */
export const hubs: Skill = {
  id: 'hubs',
  title: 'hubs that many files rest on',
  topics: /\b(?:fan|hubs?|coupl\w*|central|impact|blast|affects?|breaks?)\b/i,
  looksAt: ['product'],
  find({ view, chosen }) {
    return chosen
      .filter((path) => view.file(path)?.kind === 'product' && !path.endsWith('.d.ts'))
      .slice(0, FILES)
      .flatMap((path) => {
        const into = step(importersOf(view, path).length);
        const out = step(importedBy(view, path).length);
        if (into === 0 && out === 0) return [];
        const says =
          into > 0 && out > 0
            ? `is imported by ${into} files or more and imports ${out} or more: it carries changes from many to many, so split it or make it stable`
            : into > 0
              ? `is imported by ${into} product files or more: a change of what it exports reaches all of them`
              : `imports ${out} files of the project or more: it changes whenever one of them does, so look for parts to move out`;
        const sources = [
          { path, line: 1 },
          ...importersOf(view, path)
            .slice(0, 2)
            .map(({ from, line }) => ({ path: from, line })),
        ];
        return [
          { skill: 'hubs', title: `${codeSpan(path)} ${says}`, weight: into > 0 && out > 0 ? 0.75 : 0.6, sources },
        ];
      })
      .slice(0, TOLD);
  },
};

function importersOf(view: ProjectView, path: string) {
  const edges = view
    .imports({ to: path })
    .filter(({ from }) => view.file(from)?.kind === 'product' && !from.endsWith('.d.ts'));
  return [...new Map(edges.map((edge) => [edge.from, edge])).values()];
}

function importedBy(view: ProjectView, path: string): readonly string[] {
  return [...new Set(view.imports({ from: path }).flatMap(({ to }) => (to === undefined || to === path ? [] : [to])))];
}

/** The highest step that a count reaches; 0 below all. */
function step(count: number): number {
  return STEPS.findLast((one) => count >= one) ?? 0;
}
