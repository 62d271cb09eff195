import type { ImportEdge, ProjectView } from '../../../domain/project-view.ts';
import type { Skill } from '../../../domain/skill.ts';
import { codeSpan } from '../text/code-span.ts';

/** How many times more imports must go one way between two folders for that way to be the rule. */
const RULE = 4;
/** Imports the right way from which there is a rule at all. */
const EVIDENCE = 4;
const FILES = 12;
const TOLD = 4;

/**
 * Imports of the chosen files that go against the grain: from product code into tests or examples, and from a folder back into one
 * that otherwise imports it (the acyclic dependencies principle, Martin 1996, at the level of folders).
 */
export const layeringBreaks: Skill = {
  id: 'layering-breaks',
  title: 'layering breaks',
  topics: /\b(?:layer\w*|boundar\w*|architect\w*|direction|upwards?|coupl\w*|violat\w*|clean)\b/i,
  looksAt: ['product'],
  find({ view, chosen }) {
    const product = new Set(chosen.filter((path) => view.file(path)?.kind === 'product').slice(0, FILES));
    const edges = [...product].flatMap((path) => [...view.imports({ from: path }), ...view.imports({ to: path })]);
    const between = folderCounts(view);
    const seen = new Set<string>();
    return edges
      .flatMap(({ from, to, line }) => {
        if (to === undefined || seen.has(`${from}\n${to}`) || view.file(from)?.kind !== 'product') return [];
        seen.add(`${from}\n${to}`);
        const target = view.file(to)?.kind;
        if (target === 'test' || target === 'example') {
          const title = `${codeSpan(from)} is product code and imports ${codeSpan(to)}, which is ${target === 'test' ? 'a test' : 'an example'}`;
          return [{ skill: 'layering-breaks', title, weight: 0.85, sources: [{ path: from, line }] }];
        }
        const [here, there] = [folderOf(from), folderOf(to)];
        const against = between.get(`${here}\n${there}`) ?? 0;
        const along = between.get(`${there}\n${here}`) ?? 0;
        if (here === there || here === '' || there === '' || along < EVIDENCE || along < against * RULE) return [];
        return [
          {
            skill: 'layering-breaks',
            title: `${codeSpan(from)} imports ${codeSpan(to)}: elsewhere ${codeSpan(`${there}/`)} imports ${codeSpan(`${here}/`)}, so this goes back up`,
            weight: 0.8,
            sources: [{ path: from, line }],
          },
        ];
      })
      .slice(0, TOLD);
  },
};

/** By the imports of all files: the same list as long as no file changes. */
const known = new WeakMap<readonly ImportEdge[], ReadonlyMap<string, number>>();

/** Imports between folders, product code only, by `from\nto`. */
function folderCounts(view: ProjectView): ReadonlyMap<string, number> {
  const all = view.imports();
  const before = known.get(all);
  if (before !== undefined) return before;
  const counts = new Map<string, number>();
  known.set(all, counts);
  for (const { from, to } of all) {
    if (to === undefined || to.endsWith('.d.ts') || view.file(from)?.kind !== 'product') continue;
    const key = `${folderOf(from)}\n${folderOf(to)}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** The folder that a file counts for. The root holds entry points, which import everything and are imported by much. */
function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}
