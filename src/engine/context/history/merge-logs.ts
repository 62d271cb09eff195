import type { Commit } from './read-log.ts';

/**
 * The commits of several folders as one log, newest day first. A commit that touched two folders of one repository is in the logs of
 * both, and becomes one again.
 */
export function mergeLogs(logs: readonly (readonly Commit[])[]): readonly Commit[] {
  const [only = [], ...others] = logs.filter((log) => log !== undefined);
  if (others.length === 0) return only;
  const merged = new Map<string, Commit>();
  for (const commit of [only, ...others].flat()) {
    const key = `${commit.commit} ${commit.day} ${commit.subject}`;
    const known = merged.get(key);
    merged.set(key, known === undefined ? commit : { ...known, paths: [...known.paths, ...commit.paths] });
  }
  return [...merged.values()].sort((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : 0));
}
