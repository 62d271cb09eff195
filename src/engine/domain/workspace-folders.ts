import { basename, isAbsolute, join, relative, sep } from 'node:path';

/** One of the folders that questions are about. */
export interface WorkspaceFolder {
  /** Absolute path. */
  readonly path: string;
  /** As people know it. */
  readonly name: string;
  /** Patterns as in .gitignore, from this folder on, that leave files out. */
  readonly exclude: readonly string[];
}

export interface PlacedFolder extends WorkspaceFolder {
  /** What the paths of its files begin with: `''` for an only folder, else its name and `/`. */
  readonly prefix: string;
}

/**
 * The folders of a workspace, and how paths within it are written: relative to its only folder, or, where there are several,
 * beginning with the folder's name, as the editor shows them. A file in two of them belongs to the inner one.
 */
export class WorkspaceFolders {
  /** In the order in which they were given. */
  readonly all: readonly PlacedFolder[];
  readonly #byPrefix: ReadonlyMap<string, PlacedFolder>;

  /** One folder, called as on disk. */
  static only(path: string, exclude: readonly string[] = []): WorkspaceFolders {
    return new WorkspaceFolders([{ path, name: basename(path), exclude }]);
  }

  constructor(folders: readonly WorkspaceFolder[]) {
    const taken = new Set<string>();
    this.all = folders.map((folder) => ({
      ...folder,
      prefix: folders.length === 1 ? '' : `${freeName(folder.name, taken)}/`,
    }));
    this.#byPrefix = new Map(this.all.map((folder) => [folder.prefix, folder]));
  }

  /** What people call all of them. */
  get name(): string {
    return this.all.map(({ name }) => name).join(' + ');
  }

  /** The folder of a path of the workspace, and the path within it; `undefined` where no folder has that name. */
  locate(path: string): { readonly folder: PlacedFolder; readonly local: string } | undefined {
    const prefix = this.all.length === 1 ? '' : path.slice(0, path.indexOf('/') + 1);
    const folder = this.#byPrefix.get(prefix);
    return folder === undefined ? undefined : { folder, local: path.slice(prefix.length) };
  }

  /** Where a path of the workspace is on disk. */
  absolute(path: string): string | undefined {
    const found = this.locate(path);
    return found === undefined ? undefined : join(found.folder.path, found.local);
  }

  /** A place on disk as a path of the workspace; `undefined` outside it, and for the folders themselves. */
  relative(absolute: string): string | undefined {
    let best: string | undefined;
    let length = -1;
    for (const { path, prefix } of this.all) {
      const local = relative(path, absolute).split(sep).join('/');
      if (local === '' || local === '..' || local.startsWith('../') || isAbsolute(local)) continue;
      if (path.length > length) best = prefix + local;
      length = Math.max(length, path.length);
    }
    return best;
  }
}

/** The name as one segment of a path, unlike those that are taken. */
function freeName(name: string, taken: Set<string>): string {
  const plain = name.replace(/[/\\]/g, '-');
  const wanted = /^\.*$/.test(plain) ? 'folder' : plain;
  let free = wanted;
  for (let n = 2; taken.has(free); n++) free = `${wanted}-${n}`;
  taken.add(free);
  return free;
}
