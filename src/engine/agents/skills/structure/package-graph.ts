import type { Finding } from '../../../domain/finding.ts';
import type { ImportEdge } from '../../../domain/project-view.ts';
import type { Skill, SkillInput } from '../../../domain/skill.ts';
import { codeSpan } from '../text/code-span.ts';
import { linesOf } from '../text/lines-of.ts';
import { subjectWords } from '../text/subject-words.ts';
import { namedParts } from './named-parts.ts';
import { type ProjectModule, type ProjectModules, projectModules } from './project-modules.ts';

/** Modules of the overview, what each is said to import, cycles that are told, and modules visited in search of one. */
const SHOWN = 14;
const IMPORTED = 6;
const CYCLES = 3;
const VISITS = 400;
const PLACES = 4;
/** Folders of a convention, up to where names begin. */
const SOURCES = /^.*?(?:^|\/)src\/\w+\/(?:java|kotlin|scala)\//;

/** What parts of the project that the question names import of one another; without two such, which package imports which, and cycles. */
export const packageGraph: Skill = {
  id: 'package-graph',
  title: 'cycles between packages',
  topics:
    /\b(?:packages?|crates?|modules?|layer\w*|depend\w*|circular|cycl\w*|separat\w*|decoupl\w*|boundar\w*|imports?)\b/i,
  broadly: /\b(?:structur\w*|architect\w*|organi[sz]\w*|overview|design)\b/i,
  looksAt: (input) => (/\b(?:circular|cycl\w*)\b/i.test(input.question.text) ? input.chosen.slice(0, 3) : []),
  find(input) {
    const { question, view } = input;
    const modules = projectModules(view, /\bmodules?\b/i.test(question.text) && view.facts.languages[0] === 'java');
    const [a, b] = namedParts(input, modules);
    if (a !== undefined && b !== undefined) return between(input, a, b);
    if (modules.all.length < 2) return [];
    const cyclic = /\b(?:circular|cycl\w*)\b/i.test(question.text);
    const broad = a === undefined && subjectWords(question.text).size === 0;
    return [...cycles(modules, cyclic ? 0.95 : 0.85), ...(broad && !cyclic ? overview(modules) : [])];
  },
};

/** Whether either of two parts imports the other, and where. */
function between({ view }: SkillInput, a: ProjectModule, b: ProjectModule): readonly Finding[] {
  const edges = (from: ProjectModule, to: ProjectModule): readonly ImportEdge[] =>
    from.paths.flatMap((path) => view.imports({ from: path })).filter((edge) => to.paths.includes(edge.to ?? ''));
  return [[a, b] as const, [b, a] as const].map(([from, to], at) => {
    const found = edges(from, to);
    const title =
      found.length === 0 ? `Nothing in ${called(from)} imports ${called(to)}` : `${called(from)} imports ${called(to)}`;
    const lines = found
      .slice(0, 2)
      .map(({ from: path, line, specifier }) => `line ${line}: ${codeSpan(linesOf(view, path).of(line) || specifier)}`);
    return {
      skill: 'package-graph',
      title,
      ...(lines.length > 0 && { detail: lines.join('\n') }),
      weight: 0.98 - at * 0.01,
      sources: found.slice(0, PLACES).map(({ from: path, line }) => ({ path, line })),
    };
  });
}

function called({ folder, name, paths }: ProjectModule): string {
  const [only] = paths;
  return codeSpan(
    paths.length === 1 && only !== undefined && folder === only ? only : folder === '' ? name : `${folder}/`,
  );
}

type Cycle = Pick<Finding, 'title' | 'sources'>;

const known = new WeakMap<ProjectModules, readonly Cycle[]>();

function cycles(modules: ProjectModules, weight: number): readonly Finding[] {
  const found = known.get(modules) ?? findCycles(modules);
  known.set(modules, found);
  return found.map(({ title, sources }, rank) => ({
    skill: 'package-graph',
    title,
    weight: weight - rank * 0.01,
    sources,
  }));
}

/** Cycles between modules (the acyclic dependencies principle, Martin 1996), each with an import for every step. */
function findCycles({ all, edges }: ProjectModules): readonly Cycle[] {
  const seen = new Set<string>();
  return all
    .flatMap(({ folder }) => {
      const cycle = cycleThrough(edges, folder);
      const key = [...(cycle ?? [])].sort().join('\n');
      if (cycle === undefined || seen.has(key)) return [];
      seen.add(key);
      return [cycle];
    })
    .sort((a, b) => a.length - b.length)
    .slice(0, CYCLES)
    .map((cycle) => {
      const steps = cycle.flatMap((from, at) => edges.get(from)?.get(cycle[(at + 1) % cycle.length] ?? '')?.[0] ?? []);
      const names = [...cycle, cycle[0] ?? ''].map((folder) => codeSpan(label(all, folder)));
      return {
        title: `A cycle between packages: ${names.join(' → ')}`,
        sources: steps.map(({ from: path, line }) => ({ path, line })),
      };
    });
}

function cycleThrough(edges: ProjectModules['edges'], start: string): readonly string[] | undefined {
  const queue: (readonly string[])[] = [[start]];
  const visited = new Set<string>();
  for (let trail = queue.shift(); trail !== undefined && visited.size < VISITS; trail = queue.shift()) {
    for (const to of [...(edges.get(trail.at(-1) ?? start)?.keys() ?? [])].sort()) {
      if (to === start && trail.length > 1) return trail;
      if (to === start || visited.has(to) || trail.length >= 4) continue;
      visited.add(to);
      queue.push([...trail, to]);
    }
  }
  return undefined;
}

/** Who imports whom, those that import most first: what is on top, and what all rests on. */
function overview({ all, edges }: ProjectModules): readonly Finding[] {
  const rows = all
    .map((one) => ({ one, out: [...(edges.get(one.folder)?.keys() ?? [])].sort() }))
    .filter(({ out }) => out.length > 0)
    .sort((a, b) => b.out.length - a.out.length || (a.one.folder < b.one.folder ? -1 : 1));
  if (rows.length === 0) return [];
  const name = (folder: string): string => label(all, folder);
  const lines = rows.slice(0, SHOWN).map(({ one, out }) => {
    const more = out.length > IMPORTED ? ', …' : '';
    return `${name(one.folder)} → ${out.slice(0, IMPORTED).map(name).join(', ')}${more}`;
  });
  const bases = all.filter(({ folder }) => !edges.has(folder) && [...edges.values()].some((out) => out.has(folder)));
  const rest = bases.length === 0 ? '' : `; ${bases.slice(0, 5).map(called).join(', ')} import none of the others`;
  return [
    {
      skill: 'package-graph',
      title: `Which package imports which, from the top down${rest}`,
      excerpt: { language: 'text', text: lines.join('\n') },
      weight: 0.9,
      sources: [],
    },
  ];
}

/** A module's folder without what all of them begin with. */
function label(all: readonly ProjectModule[], folder: string): string {
  const plain = (one: string): readonly string[] => one.replace(SOURCES, '').split('/');
  const parts = plain(folder);
  const others = all.filter((one) => one.folder !== '').map((one) => plain(one.folder));
  let shared = 0;
  while (shared < parts.length - 1 && others.every((one) => one[shared] === parts[shared])) shared++;
  return folder === '' ? '(root)' : parts.slice(shared).join('/');
}
