import type { RunGit } from '../history/run-git.ts';
import { gitFiles, someGitFiles } from './git-files.ts';
import { type IgnoreRules, isExcluded, rulesOf, weeIgnores } from './ignore-rules.ts';
import { FolderWalk } from './walk-folder.ts';

export interface ListOptions {
  readonly folder: string;
  /** Patterns as in .gitignore that leave out more. */
  readonly exclude: readonly string[];
  readonly git: RunGit;
  /** Awaited now and then, so that others have their turn. */
  readonly breathe: () => Promise<unknown>;
}

export interface FileList {
  /** Relative paths with `/`, ascending. */
  readonly paths: readonly string[];
  /** Repositories within: submodules and clones; each ends in `/`. */
  readonly nested: readonly string[];
  /** Folders with a .weeignore; each `''`, or ending in `/`. */
  readonly ignoring: readonly string[];
}

/**
 * The files of a folder: git's own list (tracked, and untracked but not ignored), else a walk that honours .gitignore files;
 * without what .weeignore files and the settings leave out.
 */
export async function listFiles({ folder, exclude, git, breathe }: ListOptions): Promise<FileList> {
  const listed = await gitFiles(folder, git);
  const excluded = rulesOf(exclude);
  const all = listed?.paths ?? (await new FolderWalk(folder, excluded, breathe).all());
  const ignoring = ['', ...all.filter((path) => path.endsWith('/.weeignore')).map(folderOf)];
  const paths = listed === undefined ? all : without(all, [...excluded, ...weeIgnores(folder, ignoring)]);
  return { paths: [...paths].sort(), nested: listed?.nested ?? [], ignoring };
}

/** Of these paths, folders included, the files that belong to the workspace. `known` is what the last list found. */
export async function listSome(
  { folder, exclude, git, breathe }: ListOptions,
  only: readonly string[],
  known: Pick<FileList, 'nested' | 'ignoring'>,
): Promise<readonly string[]> {
  const excluded = rulesOf(exclude);
  const listed = await someGitFiles(folder, git, only, known.nested);
  if (listed === undefined) return await new FolderWalk(folder, excluded, breathe).some(only);
  return without(listed.paths, [...excluded, ...weeIgnores(folder, known.ignoring)]);
}

function without(paths: readonly string[], rules: readonly IgnoreRules[]): readonly string[] {
  return rules.length === 0 ? paths : paths.filter((path) => !isExcluded(path, rules));
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}
