import type { ProjectView } from '../../../domain/project-view.ts';

const known = new WeakMap<ProjectView, Map<string, readonly string[]>>();

/** The lines of a file, one empty line of a file that cannot be read; taken apart once for all skills of a question. */
export function linesOf(view: ProjectView, path: string): readonly string[] {
  const files = known.get(view) ?? new Map<string, readonly string[]>();
  known.set(view, files);
  const lines = files.get(path) ?? (view.read(path) ?? '').split('\n');
  files.set(path, lines);
  return lines;
}
