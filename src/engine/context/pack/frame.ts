import type { ProjectContext } from '../../domain/context/context.ts';
import { renderContext } from '../../domain/context/render-context.ts';
import { countTokens } from '../tokens/count-tokens.ts';

/** Everything of a context but its files. */
export type Frame = Pick<ProjectContext, 'project' | 'dependencies' | 'changes' | 'findings'>;

/** Leaves out the lightest findings, then changes, then dependencies, until the frame keeps to its share. */
export function fitFrame(frame: Frame, budget: number): Frame {
  let fitted = frame;
  while (countTokens(renderContext({ ...fitted, files: [] })) > budget) {
    if (fitted.findings.length > 0) fitted = { ...fitted, findings: fitted.findings.slice(0, -1) };
    else if (fitted.changes.length > 0) fitted = { ...fitted, changes: fitted.changes.slice(0, -1) };
    else if (fitted.dependencies.length > 0) fitted = { ...fitted, dependencies: fitted.dependencies.slice(0, -1) };
    else break;
  }
  return fitted;
}
