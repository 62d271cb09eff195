import { lstatSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { RunGit } from '../history/run-git.ts';

/** Notices that another commit was checked out or made, for the price of a few stats. */
export class HeadWatch {
  readonly #gits: readonly RunGit[];
  readonly #onPlaces: (places: readonly string[]) => void;
  /** Git's own folder of each checkout, and the one that all worktrees of its repository share. */
  #folders: readonly { readonly own: string; readonly common: string }[] = [];
  #places: readonly string[] = [];
  #seen = '';

  /**
   * @param gits one for each folder of the workspace.
   * @param onPlaces called with the absolute paths of the files of which one changes, appears or goes when HEAD moves, once they are
   * known and when they are others.
   */
  constructor(gits: readonly RunGit[], onPlaces: (places: readonly string[]) => void = () => {}) {
    this.#gits = gits;
    this.#onPlaces = onPlaces;
  }

  /** Looks up where git keeps HEAD: elsewhere for worktrees, submodules and folders within a repository. */
  async find(): Promise<void> {
    const found = new Set<string>();
    for (const git of this.#gits) found.add((await git(['rev-parse', '--absolute-git-dir']))?.trim() ?? '');
    found.delete('');
    this.#folders = [...found].map((own) => ({ own, common: commonFolder(own) }));
    this.moved();
  }

  /** Whether HEAD moved since the last call. */
  moved(): boolean {
    const places = this.#folders.flatMap(({ own, common }) => placesOf(own, common));
    if (places.join('\0') !== this.#places.join('\0')) this.#onPlaces(places);
    this.#places = places;
    const now = places.map((path) => `${path}=${stampOf(path)}`).join(' ');
    if (now === this.#seen) return false;
    this.#seen = now;
    return true;
  }
}

/** HEAD says which branch is checked out; the branch, which another worktree may move too, says which commit. */
function placesOf(own: string, common: string): string[] {
  const head = join(own, 'HEAD');
  const branch = /^ref: (refs\/\S+)/.exec(textOf(head))?.[1];
  return [
    head,
    join(own, 'logs', 'HEAD'),
    ...(branch === undefined || branch.split('/').includes('..') ? [] : [join(common, branch)]),
    join(common, 'packed-refs'),
    // Where refs are kept in tables, HEAD says nothing.
    ...[...new Set([own, common])].map((folder) => join(folder, 'reftable', 'tables.list')),
  ];
}

function commonFolder(own: string): string {
  const common = textOf(join(own, 'commondir')).trim();
  return common === '' ? own : resolve(own, common);
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function stampOf(path: string): string {
  try {
    const stats = lstatSync(path, { throwIfNoEntry: false });
    return stats === undefined ? '' : `${stats.ino}:${stats.mtimeMs}:${stats.size}`;
  } catch {
    return ''; // Nobody may look.
  }
}
