import type { ProjectView } from '../../../domain/project-view.ts';
import { isRunnable, TestNames } from './test-names.ts';
import { testStem } from './test-stem.ts';

/** Tests of one source that are named. */
const MAX_TESTS = 5;

/** By the files that there are. */
const known = new WeakMap<object, TestNames>();

/** The tests of a source file: those named for it, then those that import it, then those named for a part of it. */
export function testsOf(view: ProjectView, path: string): readonly string[] {
  const names = known.get(view.listing) ?? new TestNames(view.files().filter(({ kind }) => kind === 'test'));
  known.set(view.listing, names);
  const importing = view
    .imports({ to: path })
    .map(({ from }) => from)
    .filter((from) => view.file(from)?.kind === 'test' && isRunnable(from));
  const stem = testStem(path);
  const [whole, part] = stem.length === 0 ? [[], []] : [names.named(stem), names.namedForMore(stem)];
  return [...new Set([...whole, ...importing, ...part])].slice(0, MAX_TESTS);
}
