import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { limits } from '../../limits.ts';
import type { RunGit } from '../history/run-git.ts';

export interface GitFiles {
  /** Relative to the folder; unsorted, none twice. */
  readonly paths: readonly string[];
  /** Folders of repositories within: submodules and clones; each ends in `/`. */
  readonly nested: readonly string[];
}

/**
 * The files that git knows in a folder: tracked ones that are checked out (a sparse checkout leaves some out), and untracked ones
 * that are not ignored; those of submodules and of clones within too. `undefined` where there is no git, or it lists nothing:
 * a repository above may ignore the whole folder.
 */
export async function gitFiles(folder: string, git: RunGit): Promise<GitFiles | undefined> {
  const found = new Found(folder, git);
  return (await found.visit('', undefined)) && found.paths.size > 0 ? found.all() : undefined;
}

/** The same for some paths only, folders included. `nested` are the repositories within that are known. */
export async function someGitFiles(
  folder: string,
  git: RunGit,
  only: readonly string[],
  nested: readonly string[],
): Promise<GitFiles | undefined> {
  const found = new Found(folder, git);
  const groups = Map.groupBy(only, (path) => innermost(path, nested));
  for (const [base, paths] of groups) {
    const known = await found.visit(
      base,
      paths.map((path) => path.slice(base.length)),
    );
    if (!known) return undefined;
  }
  return found.all();
}

class Found {
  readonly #folder: string;
  readonly #git: RunGit;
  readonly paths = new Set<string>();
  readonly #nested = new Set<string>();

  constructor(folder: string, git: RunGit) {
    this.#folder = folder;
    this.#git = git;
  }

  all(): GitFiles {
    return { paths: [...this.paths], nested: [...this.#nested] };
  }

  /** Takes in a repository, and those within it; returns whether git knows it. */
  async visit(base: string, only: readonly string[] | undefined): Promise<boolean> {
    const listed = await listRepository(this.#git, base, only);
    if (listed === undefined) return false;
    for (const path of listed.paths) this.paths.add(base + path);
    for (const inner of listed.repositories) {
      const at = `${base}${inner}/`;
      if (this.#nested.has(at) || this.#nested.size >= limits.nestedRepositories) continue;
      if (!isOwnRepository(join(this.#folder, at))) continue;
      this.#nested.add(at);
      await this.visit(at, undefined);
    }
    return true;
  }
}

/** The repository that a path lies in: `''`, or one of those within. */
function innermost(path: string, nested: readonly string[]): string {
  return nested
    .filter((base) => path.startsWith(base) && path.length > base.length)
    .reduce((longest, base) => (base.length > longest.length ? base : longest), '');
}

async function listRepository(git: RunGit, base: string, only: readonly string[] | undefined) {
  const place = base === '' ? [] : ['-C', base];
  const narrowed = only === undefined ? [] : ['--', ...only];
  const list = (...args: string[]) => git([...place, '--literal-pathspecs', 'ls-files', '-z', ...args, ...narrowed]);
  const [tracked, untracked] = await Promise.all([list('--stage', '-t'), list('--others', '--exclude-standard')]);
  if (tracked === undefined || untracked === undefined) return undefined;
  const paths: string[] = [];
  const repositories: string[] = [];
  for (const line of tracked.split('\0')) {
    // `H 100644 <hash> 0<tab>path`: a tag, the mode, the content, the side of a conflict.
    const path = line.slice(line.indexOf('\t') + 1);
    if (path === '' || line.startsWith('S')) continue;
    if (line.startsWith('160000', 2)) repositories.push(path);
    else paths.push(path);
  }
  for (const path of untracked.split('\0')) {
    if (path.endsWith('/')) repositories.push(path.slice(0, -1));
    else if (path !== '') paths.push(path);
  }
  return { paths, repositories };
}

/** A submodule that is checked out, or a clone; not a second worktree of a repository, which would show every file twice. */
function isOwnRepository(folder: string): boolean {
  const place = join(folder, '.git');
  if (!existsSync(place)) return false;
  try {
    return !/[\\/]worktrees[\\/]/.test(readFileSync(place, 'utf8'));
  } catch {
    return true; // A folder: a repository of its own.
  }
}
