import type { FileFacts, ProjectView } from '../../../domain/project-view.ts';
import { testStem } from './test-stem.ts';

/** Tests of one source that are named. */
const MAX_TESTS = 5;

/** Tests that can be run, by the words of their names. */
interface Named {
  readonly paths: ReadonlySet<string>;
  /** By all words of the name. */
  readonly whole: ReadonlyMap<string, readonly string[]>;
  /** By all but the first or the last of them. */
  readonly part: ReadonlyMap<string, readonly string[]>;
}

const known = new WeakMap<ProjectView, Named>();

/** The tests of a source file: those named for it, then those that import it, then those named for a part of it. */
export function testsOf(view: ProjectView, tests: readonly FileFacts[], path: string): readonly string[] {
  const { paths, whole, part } = known.get(view) ?? named(tests);
  if (!known.has(view)) known.set(view, { paths, whole, part });
  const importing = view
    .imports({ to: path })
    .map(({ from }) => from)
    .filter((from) => paths.has(from));
  const stem = testStem(path).join(' ');
  const of = (by: Named['whole']): readonly string[] => (stem === '' ? [] : (by.get(stem) ?? []));
  return [...new Set([...of(whole), ...importing, ...of(part)])].slice(0, MAX_TESTS);
}

function named(tests: readonly FileFacts[]): Named {
  const paths = new Set<string>();
  const whole = new Map<string, string[]>();
  const part = new Map<string, string[]>();
  for (const { path } of tests) {
    if (!isRunnable(path)) continue;
    paths.add(path);
    const stem = testStem(path);
    add(whole, stem.join(' '), path);
    for (const less of new Set([stem.slice(1).join(' '), stem.slice(0, -1).join(' ')])) add(part, less, path);
  }
  return { paths, whole, part };
}

function add(to: Map<string, string[]>, stem: string, path: string): void {
  const list = to.get(stem);
  if (list === undefined) to.set(stem, [path]);
  else list.push(path);
}

/** pytest and Go run only files that are named as tests; the rest of a test folder are helpers. */
function isRunnable(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (name.endsWith('.py')) return /^test_|_tests?\.py$|^tests\.py$/.test(name);
  return name.endsWith('.go')
    ? name.endsWith('_test.go')
    : /\.[cm]?[jt]sx?$|\.(rs|java|kt|rb|php|cs|swift)$/.test(name);
}
