import { isAbsolute, relative, sep } from 'node:path';

/** Path inside the folder with `/`, or `undefined` for the folder itself and everything outside. */
export function relativePath(folder: string | undefined, path: string): string | undefined {
  if (folder === undefined) return undefined;
  const inside = relative(folder, path);
  if (inside === '' || inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)) return undefined;
  return inside.split(sep).join('/');
}
