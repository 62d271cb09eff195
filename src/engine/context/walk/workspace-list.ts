import type { PlacedFolder } from '../../domain/workspace-folders.ts';
import { limits } from '../../limits.ts';
import type { RunGit } from '../history/run-git.ts';
import { type FileList, listFiles, listSome } from './list-files.ts';
import { underFolders } from './under-folders.ts';

/** A folder of the workspace, and git in it. */
export interface Root extends PlacedFolder {
  readonly git: RunGit;
}

type Known = Omit<FileList, 'paths'>;
const NOTHING: Known = { nested: [], ignoring: [''] };

/** Which files belong to the workspace: those of each folder, under the paths that the workspace gives them. */
export class WorkspaceList {
  readonly #roots: readonly Root[];
  readonly #breathe: () => Promise<unknown>;
  /** Of each root, what the last list found besides files. */
  readonly #known = new Map<Root, Known>();
  #notices: readonly string[] = [];

  /** `breathe` is awaited now and then. */
  constructor(roots: readonly Root[], breathe: () => Promise<unknown>) {
    this.#roots = roots;
    this.#breathe = breathe;
  }

  /** For people: what the last list left out. */
  get notices(): readonly string[] {
    return this.#notices;
  }

  /** Ascending, at most `limits.indexFiles`. */
  async all(): Promise<readonly string[]> {
    const found: (readonly string[])[] = [];
    for (const root of this.#roots) found.push(await this.#list(root));
    const paths = found.length === 1 ? (found[0] ?? []) : found.flat().sort();
    this.#notices =
      paths.length > limits.indexFiles
        ? [
            `${paths.length} files are more than the ${limits.indexFiles} that are indexed; exclude some with wee.context.exclude or a .weeignore file.`,
          ]
        : [];
    return paths.slice(0, limits.indexFiles);
  }

  /** Of these paths, folders included, the files that belong to the workspace. */
  async some(only: readonly string[]): Promise<readonly string[]> {
    const found: string[] = [];
    for (const root of this.#roots) {
      const local = only.filter((path) => path.startsWith(root.prefix)).map((path) => path.slice(root.prefix.length));
      if (local.length === 0) continue;
      if (local.length > limits.listedPaths) {
        const paths = await this.#list(root);
        const named = new Set(only);
        found.push(...paths.filter((path) => named.has(path)), ...underFolders(paths, named));
      } else {
        found.push(...this.#placed(root, await listSome(this.#options(root), local, this.#known.get(root) ?? NOTHING)));
      }
    }
    return found;
  }

  async #list(root: Root): Promise<readonly string[]> {
    const { paths, ...known } = await listFiles(this.#options(root));
    this.#known.set(root, known);
    return this.#placed(root, paths);
  }

  /** Paths of the workspace; without those that lie in a root within this one, which tells of them itself. */
  #placed(root: Root, paths: readonly string[]): readonly string[] {
    const { prefix, path } = root;
    if (prefix === '') return paths;
    const inner = this.#roots
      .filter((other) => other.path.startsWith(`${path}/`) || other.path.startsWith(`${path}\\`))
      .map((other) => `${other.path.slice(path.length + 1).replaceAll('\\', '/')}/`);
    return paths.filter((each) => !inner.some((folder) => each.startsWith(folder))).map((each) => prefix + each);
  }

  #options({ path, exclude, git }: Root) {
    return { folder: path, exclude, git, breathe: this.#breathe };
  }
}
