import { posix } from 'node:path';

/** Keys of what was asked for while imports were resolved: only files under one of them can alter what they mean; see `keysOfFile`. */
export type Asked = Set<number>;

/** Names that say nothing: a file or a folder called so goes by the folder that it is in. */
const NAMELESS = new Set(['index', 'mod', 'lib', 'main', 'src', '__init__', '']);

/**
 * A number for a path that is asked for, which most other paths do not have: of its last name that says something, without endings. All
 * that an import may mean by one name have the same.
 */
export function keyOfPath(path: string): number {
  let end = path.length;
  while (end > 0) {
    const begin = path.lastIndexOf('/', end - 1) + 1;
    const dot = path.indexOf('.', begin + 1);
    const stem = path.slice(begin, dot > 0 && dot < end ? dot : end);
    if (!NAMELESS.has(stem)) return hash('', stem);
    end = begin - 1;
  }
  return 0;
}

/** For a folder whose files are asked for. */
export function keyOfFolder(folder: string): number {
  return hash('/', folder);
}

/** For all files of a name. */
export function keyOfName(name: string): number {
  return hash('=', name);
}

/** For all folders that end with a name, between dots or slashes. */
export function keyOfNamespace(name: string): number {
  return hash('.', name);
}

/** Every number under which somebody may have asked for this file. */
export function keysOfFile(path: string): readonly number[] {
  const folder = posix.dirname(path);
  const namespace = folder.slice(Math.max(folder.lastIndexOf('/'), folder.lastIndexOf('.')) + 1);
  return [keyOfPath(path), keyOfFolder(folder), keyOfName(posix.basename(path)), keyOfNamespace(namespace)];
}

/** FNV-1a, of 30 bits: numbers that V8 keeps without a box. */
function hash(kind: string, text: string): number {
  let h = 0x811c9dc5 ^ kind.charCodeAt(0);
  for (let at = 0; at < text.length; at++) h = Math.imul(h ^ text.charCodeAt(at), 0x01000193);
  return (h ^ (h >>> 15)) & 0x3fffffff;
}
