import type { Skill, SkillInput } from '../../../domain/skill.ts';
import { codeSpan } from '../text/code-span.ts';
import { questionWords } from '../text/question-words.ts';
import { splitName } from '../text/split-name.ts';
import { namedParts } from './named-parts.ts';
import { projectModules } from './project-modules.ts';

/** What the chosen files import, who imports them, and the libraries that the question is about. */
export const moduleGraph: Skill = {
  id: 'module-graph',
  title: 'imports',
  topics: /\b(?:depend\w*|imports?(?! cycles?)|imported|structur\w*|graph|organi[sz]\w*)\b/i,
  find(input) {
    const { view, chosen } = input;
    const named = new Set(
      namedParts(input, projectModules(view)).flatMap(({ paths }) => (paths.length === 1 ? paths : [])),
    );
    const product = chosen.filter((path) => view.file(path)?.kind === 'product' && !path.endsWith('.d.ts'));
    const files = [...new Set([...named, ...product])].slice(0, 5).flatMap((path, rank) => {
      const out = [...new Set(view.imports({ from: path }).flatMap(({ to }) => (to === undefined ? [] : [to])))];
      const into = view
        .imports({ to: path })
        .filter(({ from }) => view.file(from)?.kind === 'product' && !from.endsWith('.d.ts'));
      const importers = [...new Set(into.map(({ from }) => from))];
      if (out.length === 0 && importers.length === 0) return [];
      const uses = out.length === 0 ? 'imports no file of the project' : `imports ${list(out)}`;
      const used = importers.length === 0 ? 'no product file imports it' : `it is imported by ${list(importers)}`;
      return [
        {
          skill: 'module-graph',
          title: `${codeSpan(path)} ${uses}; ${used}`,
          weight: (named.has(path) ? 0.95 : 0.8) - rank * 0.08,
          sources: [{ path, line: 1 }, ...into.slice(0, 3).map(({ from, line }) => ({ path: from, line }))],
        },
      ];
    });
    return [...libraries(input), ...files];
  },
};

/** Libraries named in the question that a chosen file imports: what is asked about lies outside the project. */
function libraries({ question, view, chosen }: SkillInput) {
  const words = questionWords(question.text);
  const versions = new Map(view.dependencies().map(({ name, version }) => [name, version]));
  const uses = chosen
    .filter((path) => view.file(path)?.kind === 'product')
    .flatMap((from) => view.imports({ from }))
    .filter(({ to, specifier }) => to === undefined && versions.has(specifier));
  return [...Map.groupBy(uses, ({ specifier }) => specifier)]
    .filter(([name]) => splitName(name).some((part) => words.has(part)))
    .slice(0, 2)
    .map(([name, edges]) => ({
      skill: 'module-graph',
      title: `${codeSpan(name)} is a library (${codeSpan(versions.get(name) ?? '', 40)}), not code of this project; it is used in ${list([...new Set(edges.map(({ from }) => from))])}`,
      weight: 0.96,
      sources: edges.slice(0, 3).map(({ from, line }) => ({ path: from, line })),
    }));
}

function list(paths: readonly string[]): string {
  const shown = paths
    .slice(0, 4)
    .map((path) => codeSpan(shortPath(path)))
    .join(', ');
  return paths.length > 4 ? `${shown} and others` : shown;
}

/** The end of a long path, which is what tells files apart. */
function shortPath(path: string): string {
  return path.length <= 40 ? path : `…/${path.split('/').slice(-2).join('/')}`;
}
