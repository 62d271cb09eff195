import type { ProjectView } from '../../../domain/project-view.ts';
import { linesOfText } from '../../../text/lines-of-text.ts';
import type { SourceLines } from '../../../text/source-lines.ts';

/** The lines of a file; one empty line of a file that cannot be read. */
export function linesOf(view: ProjectView, path: string): SourceLines {
  return linesOfText(view.read(path) ?? '');
}
