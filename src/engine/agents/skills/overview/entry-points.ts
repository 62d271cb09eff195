import type { ProjectView } from '../../../domain/project-view.ts';

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

/** Files to begin reading at: what the manifests name, then what is named like the project, then the conventions of the language. */
export function entryPoints(view: ProjectView, product: readonly string[]): readonly string[] {
  const manifest = view.read('package.json') ?? '';
  const named = [
    ...manifest.matchAll(/"(?:main|module|bin|source|import|require)"\s*:\s*"(?:\.\/)?(?<path>[^"]+)"/g),
  ].map(({ groups }) => groups?.path ?? '');
  const own = projectName(view);
  const rank = (path: string): number => {
    if (named.includes(path)) return 0;
    if (view.file(path)?.language === 'text') return Number.POSITIVE_INFINITY;
    const convention = CONVENTIONS.findIndex((one) => one.test(path));
    const parts = path.toLowerCase().split(/[/.]/);
    if (parts.at(-2) === own && (convention >= 0 || !path.includes('/') || path.includes('/main/'))) return 1;
    if (convention < 0) return Number.POSITIVE_INFINITY;
    return convention + (parts.includes(own) ? 1.5 : 2);
  };
  const ranked = product.map((path) => ({ path, at: rank(path) })).filter(({ at }) => at < Number.POSITIVE_INFINITY);
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
