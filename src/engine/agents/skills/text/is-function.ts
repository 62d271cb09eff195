import type { Definition } from '../../../domain/project-view.ts';

/** Whether a definition is called rather than made or read. */
export function isFunction({ kind }: Pick<Definition, 'kind'>): boolean {
  return kind === 'function' || kind === 'method';
}
