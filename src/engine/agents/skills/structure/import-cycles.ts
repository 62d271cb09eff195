import type { ProjectView } from '../../../domain/project-view.ts';
import type { Skill } from '../../../domain/skill.ts';
import { codeSpan } from '../text/code-span.ts';

/** Files of a cycle at the most, and files visited in search of one. */
const DEPTH = 5;
const VISITS = 500;

/** Import cycles through the chosen files. */
export const importCycles: Skill = {
  id: 'import-cycles',
  title: 'import cycles',
  find({ question, view, chosen }) {
    const seen = new Set<string>();
    const kinds = new Map(view.files().map(({ path, kind }) => [path, kind]));
    const product = chosen.filter((path) => kinds.get(path) === 'product').slice(0, 8);
    const found = product.flatMap((path) => {
      const cycle = cycleThrough(view, path);
      const key = [...(cycle ?? [])].sort().join('\n');
      if (cycle === undefined || seen.has(key)) return [];
      seen.add(key);
      const sources = cycle.map((from, at) => {
        const next = cycle[(at + 1) % cycle.length];
        return { path: from, line: view.imports({ from }).find(({ to }) => to === next)?.line ?? 1 };
      });
      return [
        {
          skill: 'import-cycles',
          title: `An import cycle: ${[...cycle, path].map((one) => codeSpan(one)).join(' → ')}`,
          weight: 0.85,
          sources,
        },
      ];
    });
    const [first] = product;
    if (found.length > 0 || first === undefined || !/\b(cycles?|cyclic|circular)\b/i.test(question.text)) return found;
    return [
      {
        skill: 'import-cycles',
        title: `No import cycle of up to ${DEPTH} files passes through ${product.map((path) => codeSpan(path)).join(', ')}`,
        weight: 0.85,
        sources: [{ path: first, line: 1 }],
      },
    ];
  },
};

/** The shortest cycle through a file, breadth first. */
function cycleThrough(view: ProjectView, start: string): readonly string[] | undefined {
  const queue: (readonly string[])[] = [[start]];
  const visited = new Set<string>();
  for (let trail = queue.shift(); trail !== undefined && visited.size < VISITS; trail = queue.shift()) {
    for (const { to } of view.imports({ from: trail.at(-1) ?? start })) {
      if (to === start && trail.length > 1) return trail;
      if (to === undefined || to === start || visited.has(to) || trail.length >= DEPTH) continue;
      visited.add(to);
      queue.push([...trail, to]);
    }
  }
  return undefined;
}
