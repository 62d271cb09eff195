import type { Definition, ProjectView } from '../../../domain/project-view.ts';

/** The innermost function, method or type around a line; constants and variables enclose nothing. */
export function enclosing(view: ProjectView, path: string, line: number): Definition | undefined {
  return view
    .definitions({ path })
    .findLast((one) => one.kind !== 'constant' && one.kind !== 'variable' && one.line <= line && one.endLine >= line);
}
