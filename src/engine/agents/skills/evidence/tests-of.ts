import type { FileFacts, ProjectView } from '../../../domain/project-view.ts';
import { stemMatch, testStem } from './test-stem.ts';

/** Tests of one source that are named. */
const MAX_TESTS = 5;

/** The tests of a source file: those named for it, then those that import it, then those named for a part of it. */
export function testsOf(view: ProjectView, tests: readonly FileFacts[], path: string): readonly string[] {
  const runnable = tests.map((test) => test.path).filter(isRunnable);
  const known = new Set(runnable);
  const importing = view
    .imports({ to: path })
    .map(({ from }) => from)
    .filter((from) => known.has(from));
  const stem = testStem(path);
  const named = runnable.map((test) => ({ test, match: stemMatch(testStem(test), stem) }));
  const of = (wanted: number): string[] => named.filter(({ match }) => match === wanted).map(({ test }) => test);
  return [...new Set([...of(2), ...importing, ...of(1)])].slice(0, MAX_TESTS);
}

/** pytest and Go run only files that are named as tests; the rest of a test folder are helpers. */
function isRunnable(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (name.endsWith('.py')) return /^test_|_tests?\.py$|^tests\.py$/.test(name);
  return name.endsWith('.go')
    ? name.endsWith('_test.go')
    : /\.[cm]?[jt]sx?$|\.(rs|java|kt|rb|php|cs|swift)$/.test(name);
}
