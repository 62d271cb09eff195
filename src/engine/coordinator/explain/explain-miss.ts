import type { Ingredients } from '../../domain/context/ingredients.ts';

/** Why an earlier answer no longer stands, one phrase for people: the first differing thing a developer would recognise. */
export function explainMiss(before: Ingredients | undefined, now: Ingredients): string {
  if (before === undefined) return 'first asked';
  if (before.answerClass !== now.answerClass) return `the model changed: ${before.answerClass} → ${now.answerClass}`;
  if (before.agent !== now.agent) return 'the definition of the agent changed';
  if (before.budget !== now.budget) return `wee.context.budgetTokens changed: ${before.budget} → ${now.budget}`;
  const old = new Map(before.files.map((file) => [file[0], file]));
  const differing = now.files.filter(([path, shown]) => old.has(path) && old.get(path)?.[1] !== shown);
  const changed = differing.filter(([path, , whole]) => old.get(path)?.[2] !== whole);
  if (changed.length > 0) return `changed: ${list(changed)}`;
  const added = now.files.filter(([path]) => !old.has(path));
  if (added.length > 0) return `now relevant: ${list(added)}`;
  const kept = new Set(now.files.map(([path]) => path));
  const gone = before.files.filter(([path]) => !kept.has(path));
  if (gone.length > 0) return `no longer relevant: ${list(gone)}`;
  if (differing.length > 0) return `other lines matter now: ${list(differing)}`;
  if (before.changes !== now.changes) return 'new commits in its files';
  if (before.dependencies !== now.dependencies) return 'dependencies changed';
  if (before.project !== now.project) return 'the project’s name, languages or framework changed';
  if (before.findings !== now.findings) return 'findings changed';
  return 'not in the cache';
}

function list(files: Ingredients['files']): string {
  const shown = files
    .slice(0, 3)
    .map(([path]) => path)
    .join(', ');
  return files.length > 3 ? `${shown} and ${files.length - 3} more` : shown;
}
