import type { FileFacts, ProjectView } from '../../domain/project-view.ts';

/** The tests of a source file: those that import it, then those named for it. */
export function testsOf(view: ProjectView, tests: readonly FileFacts[], path: string): string[] {
  const names = new Set(tests.map((test) => test.path));
  const importing = view
    .imports({ to: path })
    .map(({ from }) => from)
    .filter((from) => names.has(from));
  const stem = stemOf(path);
  const named = tests
    .map((test) => test.path)
    .filter((test) => stemOf(test).split(/[._-]/).includes(stem) || stemOf(test).includes(stem));
  return [...new Set([...named, ...importing])].slice(0, 5);
}

function stemOf(path: string): string {
  return path
    .slice(path.lastIndexOf('/') + 1)
    .replace(/\.\w+$/, '')
    .toLowerCase();
}
