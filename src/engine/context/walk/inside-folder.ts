import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { detached } from '../detached.ts';

/**
 * Tells whether a path is reached through real folders only. Git still lists the tracked files of a folder that was replaced
 * by a symbolic link; read through it, they would be files outside the workspace. Folders are remembered until `forget`.
 */
export function createInsideCheck(folder: string): { inside(path: string): boolean; forget(): void } {
  const known = new Map<string, boolean>();
  const real = (parent: string): boolean => {
    const found = known.get(parent);
    if (found !== undefined) return found;
    const up = parent.lastIndexOf('/');
    const isReal =
      (up < 0 || real(parent.slice(0, up))) &&
      lstatSync(join(folder, parent), { throwIfNoEntry: false })?.isDirectory() === true;
    known.set(detached(parent), isReal);
    return isReal;
  };
  return {
    inside(path) {
      const end = path.lastIndexOf('/');
      if (end < 0) return true;
      try {
        return real(path.slice(0, end));
      } catch {
        return false; // A file where a folder was, or no permission to look.
      }
    },
    forget: () => known.clear(),
  };
}
