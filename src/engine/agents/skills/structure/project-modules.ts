import type { ImportEdge, ProjectView } from '../../../domain/project-view.ts';

/** A part of a project that is built or imported as one: a crate, a package, a module, a folder. */
export interface ProjectModule {
  /** Its folder, `''` for the root. */
  readonly folder: string;
  /** What people call it: the last part of its folder, or the project's name for the root. */
  readonly name: string;
  /** Its product files, ascending. */
  readonly paths: readonly string[];
}

export interface ProjectModules {
  /** By folder, ascending. */
  readonly all: readonly ProjectModule[];
  /** Imports of product code from one module into another, by the importing one's folder, then by the other's; in the order of the files. */
  readonly edges: ReadonlyMap<string, ReadonlyMap<string, readonly ImportEdge[]>>;
}

const MANIFESTS = ['package.json', 'Cargo.toml', 'pom.xml', 'build.gradle', 'build.gradle.kts', 'pyproject.toml'];
/** Languages whose own unit of import is the folder. */
const BY_FOLDER = /\.(?:go|java|kt|scala|py|php|cs)$/;
/** Folders of a convention, which say nothing about a module. */
const CONVENTION = /(?:^|\/)src\/(?:main\/)?(?:java|kotlin|scala)(?=\/|$)/;

/** By the imports of all files: the same list as long as no file changes. */
const known = new WeakMap<readonly ImportEdge[], Map<boolean, ProjectModules>>();

/**
 * The modules of a project: the folders with a manifest of their own, and where the language imports by folder, those.
 * @param built whether only what is built on its own counts, as `modules` means in Java.
 */
export function projectModules(view: ProjectView, built = false): ProjectModules {
  const all = view.imports();
  const made = known.get(all) ?? new Map<boolean, ProjectModules>();
  known.set(all, made);
  const found = made.get(built) ?? measure(view, built);
  made.set(built, found);
  return found;
}

function measure(view: ProjectView, built: boolean): ProjectModules {
  const product = view.files().filter(({ kind, path }) => kind === 'product' && !path.endsWith('.d.ts'));
  const roots = new Set<string>();
  for (const { path } of view.files()) {
    const at = path.lastIndexOf('/');
    if (at > 0 && MANIFESTS.includes(path.slice(at + 1))) roots.add(path.slice(0, at));
  }
  const folderOf = (path: string): string => {
    const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
    if (!built && BY_FOLDER.test(path)) return folder;
    for (let at = folder; at !== ''; at = at.includes('/') ? at.slice(0, at.lastIndexOf('/')) : '') {
      if (roots.has(at)) return at;
    }
    return roots.size > 0 ? '' : folder.split('/').slice(0, 2).join('/');
  };
  const byFolder = Map.groupBy(
    product.map(({ path }) => path),
    folderOf,
  );
  const all = [...byFolder]
    .map(([folder, paths]) => ({ folder, name: nameOf(folder) || view.facts.name, paths }))
    .sort((a, b) => (a.folder < b.folder ? -1 : 1));
  const members = new Map(all.flatMap((one) => one.paths.map((path) => [path, one] as const)));
  const edges = new Map<string, Map<string, ImportEdge[]>>();
  for (const edge of view.imports()) {
    const from = members.get(edge.from)?.folder;
    const to = edge.to === undefined ? undefined : members.get(edge.to)?.folder;
    if (from === undefined || to === undefined || from === to) continue;
    const out = edges.get(from) ?? new Map<string, ImportEdge[]>();
    edges.set(from, out);
    out.set(to, [...(out.get(to) ?? []), edge]);
  }
  return { all, edges };
}

function nameOf(folder: string): string {
  return (
    folder
      .replace(CONVENTION, '')
      .split('/')
      .filter((part) => part !== 'src')
      .at(-1) ?? ''
  );
}
