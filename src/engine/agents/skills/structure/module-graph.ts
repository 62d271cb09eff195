import type { Skill } from '../../../domain/skill.ts';
import { codeSpan } from '../text/code-span.ts';

/** What the chosen files import, and who imports them. */
export const moduleGraph: Skill = {
  id: 'module-graph',
  title: 'module graph around the chosen files',
  find({ view, chosen }) {
    const kinds = new Map(view.files().map(({ path, kind }) => [path, kind]));
    return chosen
      .filter((path) => kinds.get(path) === 'product')
      .slice(0, 5)
      .flatMap((path, rank) => {
        const out = [...new Set(view.imports({ from: path }).flatMap(({ to }) => (to === undefined ? [] : [to])))];
        const into = view.imports({ to: path }).filter(({ from }) => kinds.get(from) === 'product');
        const importers = [...new Set(into.map(({ from }) => from))];
        if (out.length === 0 && importers.length === 0) return [];
        const uses = out.length === 0 ? 'imports no file of the project' : `imports ${list(out)}`;
        const used = importers.length === 0 ? 'no product file imports it' : `it is imported by ${list(importers)}`;
        return [
          {
            skill: 'module-graph',
            title: `${codeSpan(path)} ${uses}; ${used}`,
            weight: 0.8 - rank * 0.08,
            sources: [{ path, line: 1 }, ...into.slice(0, 3).map(({ from, line }) => ({ path: from, line }))],
          },
        ];
      });
  },
};

function list(paths: readonly string[]): string {
  const shown = paths
    .slice(0, 4)
    .map((path) => codeSpan(path))
    .join(', ');
  return paths.length > 4 ? `${shown} and others` : shown;
}
