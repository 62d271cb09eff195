import { createHash } from 'node:crypto';
import type { ProjectContext } from './context.ts';
import { renderContext } from './render-context.ts';

/** A context with the text that a prompt takes of it. */
export interface SealedContext extends ProjectContext {
  /** `renderContext` of this context. */
  readonly rendered: string;
  /** sha256 of `rendered`, hex: equal hashes mean equal text, so that a prompt's digest need not read it again. */
  readonly hash: string;
}

/** Renders and hashes a context once, where it is made: in the worker, not on the editor's thread. */
export function sealContext(context: ProjectContext): SealedContext {
  const rendered = renderContext(context);
  return { ...context, rendered, hash: createHash('sha256').update(rendered).digest('hex') };
}
