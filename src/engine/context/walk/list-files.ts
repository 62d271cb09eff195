import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { limits } from '../../limits.ts';
import type { RunGit } from '../history/run-git.ts';

/** Folders that no project means as its own source, where there is no git to say so. */
const NEVER = new Set(['.git', 'node_modules', '.hg', '.svn', '.venv', '__pycache__']);

export interface FileList {
  /** Relative paths with `/`, ascending, at most `limits.indexFiles`. */
  readonly paths: readonly string[];
  /** For people: what was left out. */
  readonly notices: readonly string[];
}

/**
 * The files of a folder: git's own list (tracked, and untracked but not ignored), else a walk that honours nested
 * .gitignore files and follows no symbolic link.
 */
export async function listFiles(folder: string, exclude: readonly string[], git: RunGit): Promise<FileList> {
  const listed = await git(['ls-files', '-z', '--cached', '--others', '--exclude-standard']);
  // Git lists nothing of a folder that a repository above it ignores (dotfiles in the home folder): then it is walked.
  const all = listed === undefined || listed === '' ? walk(folder) : listed.split('\0').filter((path) => path !== '');
  const excluded = ignore().add([...exclude]);
  // Tracked and untracked may name one path twice, as may a conflict: once is enough.
  const paths = [...new Set(all)].filter((path) => !excluded.ignores(path)).sort();
  const notices =
    paths.length > limits.indexFiles
      ? [
          `${paths.length} files are more than the ${limits.indexFiles} that are indexed; exclude some with wee.context.exclude.`,
        ]
      : [];
  return { paths: paths.slice(0, limits.indexFiles), notices };
}

interface Rules {
  /** Folder the rules stand in, `''` or ending in `/`. */
  readonly base: string;
  readonly matcher: Ignore;
}

function walk(folder: string): string[] {
  const found: string[] = [];
  const visit = (base: string, inherited: readonly Rules[]): void => {
    if (found.length > limits.indexFiles) return;
    const rules = [...inherited, ...ownRules(folder, base)];
    for (const name of entriesOf(join(folder, base))) {
      if (NEVER.has(name)) continue;
      const path = base + name;
      const stat = lstatSync(join(folder, path), { throwIfNoEntry: false });
      if (stat === undefined) continue;
      const directory = stat.isDirectory();
      if (rules.some((rule) => rule.matcher.ignores(path.slice(rule.base.length) + (directory ? '/' : '')))) continue;
      if (directory) visit(`${path}/`, rules);
      else if (stat.isFile()) found.push(path);
    }
  };
  visit('', []);
  return found;
}

function entriesOf(path: string): string[] {
  try {
    return readdirSync(path).sort();
  } catch {
    return []; // Unreadable, or gone since it was listed.
  }
}

function ownRules(folder: string, base: string): Rules[] {
  try {
    return [{ base, matcher: ignore().add(readFileSync(join(folder, base, '.gitignore'), 'utf8')) }];
  } catch {
    return [];
  }
}
