import type { Prompt } from '../domain/prompt.ts';

/** Why an earlier answer no longer stands, one phrase for people: the first differing thing a developer would recognise. */
export function explainMiss(before: Prompt | undefined, now: Prompt): string {
  if (before === undefined) return 'first asked';
  const old = new Map(before.context.files.map((file) => [file.path, file.text]));
  const changed = now.context.files.filter((file) => old.has(file.path) && old.get(file.path) !== file.text);
  if (changed.length > 0) return `changed: ${list(changed.map((file) => file.path))}`;
  const added = now.context.files.filter((file) => !old.has(file.path)).map((file) => file.path);
  if (added.length > 0) return `now relevant: ${list(added)}`;
  const kept = new Set(now.context.files.map((file) => file.path));
  const gone = before.context.files.filter((file) => !kept.has(file.path)).map((file) => file.path);
  if (gone.length > 0) return `no longer relevant: ${list(gone)}`;
  if (JSON.stringify(before.context.changes) !== JSON.stringify(now.context.changes)) return 'new commits in its files';
  if (JSON.stringify(before.context.dependencies) !== JSON.stringify(now.context.dependencies)) {
    return 'dependencies changed';
  }
  if (JSON.stringify(before.context.findings) !== JSON.stringify(now.context.findings)) return 'findings changed';
  return 'not in the cache';
}

function list(paths: readonly string[]): string {
  const shown = paths.slice(0, 3).join(', ');
  return paths.length > 3 ? `${shown} and ${paths.length - 3} more` : shown;
}
