import type { FileFacts, ProjectView } from '../../../domain/project-view.ts';

/** Where programs and libraries begin, by convention, best first. */
const CONVENTIONS: readonly RegExp[] = [
  /^(?:src\/)?(?:index|main|app|server|cli|mod|lib|extension)\.[cm]?[jt]sx?$/,
  /^src\/(?:main|lib)\.rs$|^(?:main|doc)\.go$|^(?:src\/)?\w+\/__main__\.py$|^(?:manage|main|app)\.py$/,
  /^cmd\/[^/]+\/main\.go$/,
  /^(?:src\/)?(?!tests?\/|docs?\/|examples?\/)\w+\/__init__\.py$/,
  /^[^/]+\/src\/lib\.rs$|^(?:packages|crates|apps|libs)\/[^/]+\/(?:src\/)?(?:index|main|lib)\.(?:[cm]?[jt]sx?|rs)$/,
  /^src\/main\/java\/.*Application\.java$/,
];
const MOST = 5;

/** By the files that there are, and beside what they were found for. */
const known = new WeakMap<object, { readonly by: string; readonly paths: readonly string[] }>();

/** Files to begin reading at: what the manifests name, then what is named like the project, then the conventions of the language. */
export function entryPoints(view: ProjectView): readonly string[] {
  const manifest = view.read('package.json') ?? '';
  const named = [
    ...manifest.matchAll(/"(?:main|module|bin|source|import|require)"\s*:\s*"(?:\.\/)?(?<path>[^"]+)"/g),
  ].map(({ groups }) => groups?.path ?? '');
  const own = projectName(view);
  const by = JSON.stringify([own, named]);
  const before = known.get(view.listing);
  if (before?.by === by) return before.paths;
  const paths = find(view, own, named);
  known.set(view.listing, { by, paths });
  return paths;
}

/** @param own what the project is called; @param named what its manifest names. */
function find(view: ProjectView, own: string, named: readonly string[]): readonly string[] {
  const rank = ({ path, language }: FileFacts): number => {
    if (named.includes(path)) return 0;
    if (language === 'text') return Number.POSITIVE_INFINITY;
    const convention = CONVENTIONS.findIndex((one) => one.test(path));
    const parts = path.toLowerCase().split(/[/.]/);
    if (parts.at(-2) === own && (convention >= 0 || !path.includes('/') || path.includes('/main/'))) return 1;
    if (convention < 0) return Number.POSITIVE_INFINITY;
    return convention + (parts.includes(own) ? 1.5 : 2);
  };
  const ranked = view
    .files()
    .filter(({ kind }) => kind === 'product')
    .map((file) => ({ path: file.path, at: rank(file) }))
    .filter(({ at }) => at < Number.POSITIVE_INFINITY);
  return ranked
    .sort((a, b) => a.at - b.at || a.path.length - b.path.length || (a.path < b.path ? -1 : 1))
    .slice(0, MOST)
    .map(({ path }) => path);
}

/** The last part of the module's, the package's or the folder's name, lower case. */
function projectName(view: ProjectView): string {
  const go = /^module\s+\S*?(?<name>[\w-]+)(?:\/v\d+)?\s*$/m.exec(view.read('go.mod') ?? '')?.groups?.name;
  return (go ?? view.facts.name)
    .replace(/^.*\//, '')
    .replace(/[-_.](?:core|js|py|rs)$/, '')
    .toLowerCase();
}
