import type { ProjectView, Reference } from '../../../domain/project-view.ts';
import { isComment } from './is-comment.ts';
import { linesOf } from './lines-of.ts';

/** Uses of a name that are looked at. */
const MOST = 80;

/**
 * Uses of a name in product code: no comments, no type declarations. Empty for a name that several product files define, since
 * then a use cannot be told apart.
 */
export function usesOf(view: ProjectView, name: string): readonly Reference[] {
  const isProduct = (path: string): boolean => view.file(path)?.kind === 'product' && !path.endsWith('.d.ts');
  const homes = new Set(view.definitions({ name }).map(({ path }) => path));
  if ([...homes].filter(isProduct).length > 1) return [];
  return view
    .references(name, MOST)
    .filter(({ path, line }) => isProduct(path) && !isComment(linesOf(view, path).of(line)));
}
