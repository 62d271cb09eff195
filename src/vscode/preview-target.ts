import { relative, sep } from 'node:path';
import type { WorkspaceFolders } from '../engine/domain/workspace-folders.ts';

/**
 * What a link to a file of the workspace has to say in a Markdown preview of a document that lies in no folder: such a
 * preview opens no `file:` link, and knows paths from the first folder on. `undefined` for a path of no folder.
 */
export function previewTarget(folders: WorkspaceFolders, path: string): string | undefined {
  const [first] = folders.all;
  const absolute = folders.absolute(path);
  if (first === undefined || absolute === undefined) return undefined;
  const parts = relative(first.path, absolute).toWellFormed().split(sep).map(encodeURIComponent);
  return `/${parts.join('/').replaceAll('(', '%28').replaceAll(')', '%29')}`;
}
