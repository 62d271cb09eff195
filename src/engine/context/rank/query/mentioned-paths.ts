import type { Question } from '../../../domain/question.ts';
import type { FileIndex } from '../../index/file-index.ts';

/** Files that a question may name. */
const MOST = 8;

/** Files in focus, with a problem in focus, and paths written in the question (stack frames, `lib/response.js`), and why. */
export function mentionedPaths(index: FileIndex, { focus, text }: Question): Map<string, string> {
  const paths = new Map<string, string>();
  if (focus !== undefined && index.has(focus.path)) paths.set(focus.path, 'in focus');
  for (const written of [...(focus?.diagnostics ?? []).map(({ path }) => path), ...writtenPaths(text)]) {
    const parts = written.replaceAll('\\', '/').split('/');
    // A stack trace has absolute paths: the longest tail that the workspace knows is the file.
    for (let from = 0; from < parts.length; from++) {
      const path = parts.slice(from).join('/');
      if (!index.has(path)) continue;
      if (!paths.has(path)) paths.set(path, 'named in the question');
      break;
    }
    if (paths.size >= MOST) break;
  }
  return paths;
}

/** What looks like a path, at most 200: cut at what no path has first, so that one endless word is not searched again and again. */
function writtenPaths(text: string): string[] {
  return [...text.slice(0, 20_000).matchAll(/[\w@.\\/-]+/g)]
    .filter(([word]) => word.length <= 400)
    .flatMap(([word]) => word.match(/[\w@.-]+(?:[\\/][\w@.-]+)*\.\w{1,5}\b/g) ?? [])
    .slice(0, 200);
}
