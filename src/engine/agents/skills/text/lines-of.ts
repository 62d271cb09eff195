import type { ProjectView } from '../../../domain/project-view.ts';
import { linesOfFile } from '../../../text/lines-of-file.ts';
import type { SourceLines } from '../../../text/source-lines.ts';

/** The lines of a file; one empty line of a file that cannot be read. */
export function linesOf(view: ProjectView, path: string): SourceLines {
  return linesOfFile(path, view.read(path) ?? '');
}
