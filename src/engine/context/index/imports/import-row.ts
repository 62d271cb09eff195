import type { ImportEdge } from '../../../domain/project-view.ts';

/** An import as it is written, and the names taken from it. */
export interface ImportRow extends Omit<ImportEdge, 'to'> {
  readonly names: readonly string[];
}
