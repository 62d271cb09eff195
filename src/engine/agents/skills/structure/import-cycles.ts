import type { ImportEdge, ProjectView } from '../../../domain/project-view.ts';
import type { Skill } from '../../../domain/skill.ts';
import { codeSpan } from '../text/code-span.ts';
import { linesOf } from '../text/lines-of.ts';

/** Files of a cycle at the most, and files visited in search of one. */
const DEPTH = 5;
const VISITS = 500;

/** Import cycles through the chosen files. */
export const importCycles: Skill = {
  id: 'import-cycles',
  title: 'import cycles',
  topics: /\b(?:cycles?|cyclic|circular\w*)\b/i,
  looksAt: ['product'],
  find({ view, chosen }) {
    const seen = new Set<string>();
    const product = chosen.filter((path) => view.file(path)?.kind === 'product').slice(0, 8);
    return product.flatMap((path) => {
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
  },
};

/** The shortest cycle through a file, breadth first. One of type declarations only ties nothing together at run time. */
function cycleThrough(view: ProjectView, start: string): readonly string[] | undefined {
  const queue: (readonly string[])[] = [[start]];
  const visited = new Set<string>();
  for (let trail = queue.shift(); trail !== undefined && visited.size < VISITS; trail = queue.shift()) {
    for (const { to } of eagerImports(view, trail.at(-1) ?? start)) {
      if (to === start && trail.length > 1 && !trail.every((one) => one.endsWith('.d.ts'))) return trail;
      if (to === undefined || to === start || visited.has(to) || trail.length >= DEPTH) continue;
      visited.add(to);
      queue.push([...trail, to]);
    }
  }
  return undefined;
}

/** By the imports of a file: the same list as long as it does not change. */
const known = new WeakMap<readonly ImportEdge[], readonly ImportEdge[]>();

/** Imports of files of the project that are followed when a file is loaded: none in a function or a condition, none of types only, no package's own `.`. */
function eagerImports(view: ProjectView, from: string): readonly ImportEdge[] {
  const all = view.imports({ from });
  const before = known.get(all);
  if (before !== undefined) return before;
  const eager = all.filter(({ line, specifier, to }) => {
    if (to === undefined) return false;
    const text = linesOf(view, from).of(line);
    return !/^\.+$/.test(specifier) && !/^\s+(?:from|import|const|let|var)\b|^\s*(?:import|export)\s+type\b/.test(text);
  });
  known.set(all, eager);
  return eager;
}
