import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ignore, { type Ignore } from 'ignore';

/** Rules in the syntax of .gitignore, from one file or one setting. */
export interface IgnoreRules {
  /** Folder that the rules speak of, relative to the workspace: `''`, or ending in `/`. */
  readonly base: string;
  /** For rules from a folder above the workspace: the way down from there, ending in `/`; else `''`. */
  readonly above: string;
  readonly matcher: Ignore;
}

/** Rules of what people excluded by setting: they speak of the whole workspace. */
export function rulesOf(patterns: readonly string[]): IgnoreRules[] {
  return patterns.length === 0 ? [] : [{ base: '', above: '', matcher: matcherOf(patterns) }];
}

/** The rules in a file, if it is there. */
export function readRules(
  file: string,
  place: { readonly base?: string; readonly above?: string } = {},
): IgnoreRules[] {
  try {
    return [{ base: '', above: '', ...place, matcher: matcherOf([readFileSync(file, 'utf8')]) }];
  } catch {
    return [];
  }
}

/** Rules of .weeignore files in these folders (each `''`, or ending in `/`). */
export function weeIgnores(folder: string, bases: Iterable<string>): IgnoreRules[] {
  return [...bases].flatMap((base) => readRules(join(folder, base, '.weeignore'), { base }));
}

/** Whether any of the rules leaves a path out; a folder's path ends in `/`. */
export function isExcluded(path: string, rules: readonly IgnoreRules[]): boolean {
  return rules.some((rule) => verdict(path, rule)?.ignored === true);
}

/** As git decides: the last of the rules that says anything about a path, deeper folders coming last. */
export function isIgnored(path: string, rules: readonly IgnoreRules[]): boolean {
  for (let at = rules.length - 1; at >= 0; at--) {
    const rule = rules[at];
    const found = rule === undefined ? undefined : verdict(path, rule);
    if (found?.ignored === true) return true;
    if (found?.unignored === true) return false;
  }
  return false;
}

function verdict(path: string, { base, above, matcher }: IgnoreRules): ReturnType<Ignore['test']> | undefined {
  if (!path.startsWith(base) || path.length === base.length) return undefined;
  return matcher.test(above + path.slice(base.length));
}

function matcherOf(patterns: readonly string[]): Ignore {
  // As git does: names differ by case where the file system tells them apart.
  return ignore({ ignorecase: process.platform !== 'linux' }).add(patterns.join('\n'));
}
